// The few messages between the window's preload script and the main process; all else goes over the port.
export const channels = {
  /** Page to main: a nonce; answered by `port` with a MessagePort. */
  connect: 'ballast:connect',
  port: 'ballast:port',
  /** Main to page: a ShellMessage. */
  tell: 'ballast:tell',
  chooseOpen: 'ballast:choose-open',
  chooseSave: 'ballast:choose-save',
  language: 'ballast:language',
} as const
