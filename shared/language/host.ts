// What the loopback host says: lines on the terminal when it starts, and the short pages of a refused request.
import { texts } from './text.ts'

export const hostTexts = texts({
  en: {
    /** Read by scripts: the address stands at the end of the line. */
    address: (url: string) => `Ballast is at ${url}`,
    opened: 'The page was opened in your browser. Ctrl+C ends the program.',
    notOpened: (why: string) => `No browser was opened (${why}). Open the address above in one on this computer. Ctrl+C ends the program.`,
    ended: 'Ballast has ended. Saved data is on disk.',
    noDisplay: 'there is no display',
    noOpener: (command: string) => `${command} is not installed`,
    openerFailed: (command: string) => `${command} failed`,
    refusedHost: 'Refused: this program answers only under its own address on this computer.',
    refusedOrigin:
      'Refused: the request comes from another page. Type or paste the address into the address bar instead of following a link.',
    refusedToken: 'Refused: the address belongs to an earlier start. Open the address the program printed.',
    notFound: 'There is nothing at this address.',
    notAllowed: 'This kind of request is not answered here.',
    tooLarge: (limit: string) => `The file is larger than ${limit}. Import it with the command line, which reads it in place.`,
  },
  zh: {
    address: (url: string) => `Ballast is at ${url}`,
    opened: '已在浏览器中打开页面。按 Ctrl+C 结束程序。',
    notOpened: (why: string) => `未能打开浏览器（${why}）。请在本机浏览器中打开上面的地址。按 Ctrl+C 结束程序。`,
    ended: 'Ballast 已结束，数据已保存到磁盘。',
    noDisplay: '没有可用的显示环境',
    noOpener: (command: string) => `未安装 ${command}`,
    openerFailed: (command: string) => `${command} 执行失败`,
    refusedHost: '已拒绝：本程序只在本机自己的地址上应答。',
    refusedOrigin: '已拒绝：请求来自其他页面。请将地址直接输入或粘贴到地址栏，不要通过链接打开。',
    refusedToken: '已拒绝：该地址属于此前的一次启动。请打开程序本次显示的地址。',
    notFound: '此地址没有内容。',
    notAllowed: '此处不接受这类请求。',
    tooLarge: (limit: string) => `文件超过 ${limit}。请使用命令行导入，可直接读取原文件。`,
  },
})
