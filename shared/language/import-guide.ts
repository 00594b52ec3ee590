// How to get an export out of each vendor: menu paths, calls and file names as text that can be copied to whoever has the
// console open. Those compared with the vendor's own pages carry the month; the others say that nobody has.
import { texts } from './text.ts'

const lines = (...steps: readonly string[]): string => steps.join('\n')

export const importGuideTexts = texts({
  en: {
    heading: 'How to export from each vendor',
    note: 'Vendors move their menus; file names and headers stay longer. Drop what you get: files, folders, archives, workbooks.',
    checked: (month: string) => `checked ${month}`,
    unchecked: 'not checked',
    empty: 'Drop exports here: files, folders or archives. They are read on this computer and shown before anything is written.',
    copy: 'Copy steps',
    vendor: {
      openai: {
        name: 'OpenAI',
        steps: lines(
          'Dashboard: platform.openai.com, Usage, choose the dates, group by model and project, Export. File completions_usage_<from>_<to>.csv.',
          'Billed money: the Cost tab of the same page, grouped by line item, Export. File cost_<from>_<to>.csv.',
          'API: GET /v1/organization/usage/completions and /v1/organization/costs with an admin key, bucket_width=1d, group_by=model,project_id. Save every page as JSON.',
        ),
      },
      anthropic: {
        name: 'Anthropic',
        steps: lines(
          'Console: Usage, choose the month, Export. File claude_api_tokens_<month>.csv; days are UTC.',
          'Billed money: Cost, choose the month, Export. File claude_api_cost_<month>.csv; amounts are rounded to the cent on each row.',
          'API: GET /v1/organizations/usage_report/messages and /v1/organizations/cost_report with an admin key, bucket_width=1d, group_by[]=model and workspace_id. Cost amounts are cents; this program knows.',
          'Priority Tier is not in the cost report. Claude Code: GET /v1/organizations/usage_report/claude_code, one day a call.',
          'Team and Enterprise: the spend report CSV has no dates; the import asks which days it covers.',
        ),
      },
      azure: {
        name: 'Microsoft Azure',
        steps: lines(
          'Cost Management, Exports: a daily export of actual costs as CSV (or gzip). Take actual or amortised costs, never both. The FOCUS export works too.',
          'Drop the whole folder of a month with its parts; the manifest beside them is left out by itself. The month to date is written anew every day and replaces what was there.',
        ),
      },
      aws: {
        name: 'Amazon Web Services',
        steps: lines(
          'Billing, Data Exports: a Cost and Usage Report (CUR 2.0 or legacy) or a FOCUS export as CSV with gzip. Each delivery holds the whole billing period and replaces the one before.',
          'Bedrock by request: model invocation logging to S3 or CloudWatch, as gzip JSON lines. Prompts in it are never stored.',
        ),
      },
      google: {
        name: 'Google Cloud',
        steps: lines(
          'Billing export to BigQuery, table gcp_billing_export_v1_<account> (or _resource_v1_). Query the month and save the result as CSV or JSON lines with all columns.',
          'Costs stand before credits there; the program adds the credits.',
        ),
      },
      focus: {
        name: 'FOCUS (any cloud)',
        steps: lines(
          'FOCUS 1.0 or later as CSV: AWS Data Exports, Azure Cost Management exports, Google Cloud, Oracle, CoreWeave, LiteLLM.',
          'Needed columns: BilledCost, BillingCurrency, ChargePeriodStart, ChargePeriodEnd, ServiceName.',
        ),
      },
      oracle: {
        name: 'Oracle Cloud',
        steps: 'The cost reports that Oracle puts into object storage: files reports_cost-csv_<number>.csv.gz. Drop the folder.',
      },
      github: {
        name: 'GitHub Copilot and AI usage',
        steps: lines(
          'Billing, usage reports, by e-mail: the AI usage report from June 2026 on, the premium request report before. At most 31 days in detail, a year in sum.',
          'The detailed report of all products repeats the AI credits: import one of the two.',
        ),
      },
      cursor: {
        name: 'Cursor',
        steps: lines(
          'Dashboard, Usage, Export CSV. File usage-events-<date>.csv.',
          'API of a team: POST /teams/filtered-usage-events with startDate, endDate and page; save every page as JSON.',
        ),
      },
      openrouter: {
        name: 'OpenRouter',
        steps: lines(
          'Activity page, export: one row a generation (with generation_id), or one row a day.',
          'API: GET /api/v1/activity with a management key, the last 30 completed days.',
        ),
      },
      litellm: {
        name: 'LiteLLM',
        steps: lines(
          'From the database: the table LiteLLM_SpendLogs as CSV, or one daily table such as LiteLLM_DailyUserSpend. The daily table of tags counts a request once a tag: do not take it.',
          'From the proxy: GET /spend/logs?start_date&end_date&summarize=false, or GET /user/daily/activity, every page as JSON. Prompts in it are never stored.',
        ),
      },
      observability: {
        name: 'Langfuse, Helicone, OpenTelemetry, Vercel',
        steps: lines(
          'Langfuse: the blob storage export of observations (CSV, JSON or JSON lines), or the daily metrics API.',
          'Helicone: its export tool, CSV or JSON lines.',
          'OpenTelemetry: traces, metrics or log events as OTLP JSON. Sampled traces hold only a part of the use.',
          'Vercel AI Gateway: GET /v1/report with group_by=model and the dates.',
        ),
      },
      deepseek: {
        name: 'DeepSeek',
        steps:
          'Platform, Usage, Export: usage_data_<year>_<month>.zip. Drop the archive as it is: the amount file brings the tokens, the cost file the money.',
      },
      alibaba: {
        name: 'Alibaba Cloud (Bailian, Model Studio)',
        steps: lines(
          'Expenses, bill details, export: a CSV named <account>-<time>_consumedetailbillv2.csv.',
          'API: DescribeInstanceBill, daily or monthly. The two must not be added: import one.',
        ),
      },
      chinese: {
        name: 'Volcengine, Moonshot, Zhipu, Xiaomi',
        steps: lines(
          'Volcengine (Ark): bill details as CSV, or ListBillDetail as JSON. Times are Beijing time.',
          'Moonshot (Kimi) and Zhipu (GLM): the Excel bill of the console; totals of a period, without models.',
          'Xiaomi MiMo: the Excel file "Model usage detail".',
        ),
      },
      gpu: {
        name: 'GPU clouds: RunPod, CoreWeave, Fireworks',
        steps: lines(
          'RunPod: GET /v1/billing/pods with bucketSize=day and grouping=gpuTypeId.',
          'CoreWeave: the FOCUS export, JSON or CSV; GPU-hours without cost.',
          'Fireworks: the usage CSV with prompt and completion tokens and accelerator seconds.',
        ),
      },
      agents: {
        name: 'Agents on one computer: Claude Code, Codex, opencode',
        steps: lines(
          'ccusage daily --json > usage.json, or the folders of the session logs themselves. Conversations in them are never stored.',
          'They are estimates of one computer and count only where no bill or report of the vendor covers the day.',
        ),
      },
      other: {
        name: 'Any other table: CSV, Excel or JSON',
        steps: lines(
          'One row per day, model and team is enough. Columns: date, model, input tokens, cached tokens, output tokens, cost, currency, team.',
          'Usual names, English or Chinese, map themselves; for others you choose the columns once, and the choice is remembered.',
        ),
      },
    },
  },
  zh: {
    heading: '如何从各供应商导出',
    note: '供应商会调整菜单，文件名与表头较为稳定。得到的文件、文件夹、压缩包、工作簿均可直接拖入。',
    checked: (month: string) => `核对于 ${month}`,
    unchecked: '未核对',
    empty: '将导出文件、文件夹或压缩包拖放到此处。文件仅在本机读取，写入之前先供核对。',
    copy: '复制步骤',
    vendor: {
      openai: {
        name: 'OpenAI',
        steps: lines(
          '控制台：platform.openai.com，Usage，选择日期，按 model 与 project 分组，Export。文件 completions_usage_<起>_<止>.csv。',
          '账单金额：同一页面的 Cost 标签，按 line item 分组，Export。文件 cost_<起>_<止>.csv。',
          'API：使用管理员密钥调用 GET /v1/organization/usage/completions 与 /v1/organization/costs，bucket_width=1d，group_by=model,project_id，将每一页保存为 JSON。',
        ),
      },
      anthropic: {
        name: 'Anthropic',
        steps: lines(
          '控制台：Usage，选择月份，Export。文件 claude_api_tokens_<月>.csv，日期为 UTC。',
          '账单金额：Cost，选择月份，Export。文件 claude_api_cost_<月>.csv，每行金额四舍五入到分。',
          'API：使用管理员密钥调用 GET /v1/organizations/usage_report/messages 与 /v1/organizations/cost_report，bucket_width=1d，group_by[]=model 与 workspace_id。金额单位为美分，本软件会自动换算。',
          '费用报告不含 Priority Tier。Claude Code：GET /v1/organizations/usage_report/claude_code，每次调用一天。',
          '团队版与企业版：支出报告 CSV 没有日期，导入时会询问其涵盖的日期。',
        ),
      },
      azure: {
        name: 'Microsoft Azure',
        steps: lines(
          '成本管理，导出：每日导出实际成本，格式 CSV（可为 gzip）。实际成本与摊销成本只取其一。也可使用 FOCUS 导出。',
          '将一个月的整个文件夹（含各分片）拖入即可，旁边的清单文件会自动略过。当月至今的文件每天重写，导入后替换原有内容。',
        ),
      },
      aws: {
        name: 'Amazon Web Services',
        steps: lines(
          '账单，Data Exports：成本和使用情况报告（CUR 2.0 或旧版），或 FOCUS 导出，格式为 gzip CSV。每次交付包含整个账期，并替换上一次。',
          'Bedrock 按请求：将模型调用日志写入 S3 或 CloudWatch，格式为 gzip JSON 行。其中的提示词不会被保存。',
        ),
      },
      google: {
        name: 'Google Cloud',
        steps: lines(
          '将账单导出到 BigQuery，表 gcp_billing_export_v1_<账号>（或 _resource_v1_）。查询当月并将全部列保存为 CSV 或 JSON 行。',
          '其中费用为抵扣前金额，本软件会计入抵扣。',
        ),
      },
      focus: {
        name: 'FOCUS（各云平台通用）',
        steps: lines(
          'FOCUS 1.0 或更高版本的 CSV：AWS Data Exports、Azure 成本管理导出、Google Cloud、Oracle、CoreWeave、LiteLLM。',
          '必需列：BilledCost、BillingCurrency、ChargePeriodStart、ChargePeriodEnd、ServiceName。',
        ),
      },
      oracle: {
        name: 'Oracle Cloud',
        steps: 'Oracle 存放在对象存储中的成本报告：文件 reports_cost-csv_<编号>.csv.gz。将文件夹拖入即可。',
      },
      github: {
        name: 'GitHub Copilot 与 AI 用量',
        steps: lines(
          '账单中的用量报告，通过邮件发送：2026 年 6 月起为 AI 用量报告，此前为高级请求报告。明细最多 31 天，汇总最多一年。',
          '全部产品的明细报告会重复 AI 积分，两者只导入其一。',
        ),
      },
      cursor: {
        name: 'Cursor',
        steps: lines(
          '控制台，Usage，Export CSV。文件 usage-events-<日期>.csv。',
          '团队 API：POST /teams/filtered-usage-events，参数 startDate、endDate 与 page，将每一页保存为 JSON。',
        ),
      },
      openrouter: {
        name: 'OpenRouter',
        steps: lines(
          'Activity 页面导出：每次生成一行（含 generation_id），或每天一行。',
          'API：使用管理密钥调用 GET /api/v1/activity，最近 30 个完整日。',
        ),
      },
      litellm: {
        name: 'LiteLLM',
        steps: lines(
          '从数据库：将表 LiteLLM_SpendLogs 导出为 CSV，或导出一张每日表，如 LiteLLM_DailyUserSpend。按标签的每日表会按标签重复计数，请勿使用。',
          '从代理：GET /spend/logs?start_date&end_date&summarize=false，或 GET /user/daily/activity，将每一页保存为 JSON。其中的提示词不会被保存。',
        ),
      },
      observability: {
        name: 'Langfuse、Helicone、OpenTelemetry、Vercel',
        steps: lines(
          'Langfuse：观测记录的对象存储导出（CSV、JSON 或 JSON 行），或每日指标 API。',
          'Helicone：其导出工具，CSV 或 JSON 行。',
          'OpenTelemetry：OTLP JSON 格式的追踪、指标或日志事件。抽样的追踪只含部分用量。',
          'Vercel AI Gateway：GET /v1/report，group_by=model 并指定日期。',
        ),
      },
      deepseek: {
        name: 'DeepSeek',
        steps: '开放平台，用量信息，导出：usage_data_<年>_<月>.zip。原样拖入压缩包即可：amount 文件提供 token，cost 文件提供金额。',
      },
      alibaba: {
        name: '阿里云（百炼）',
        steps: lines(
          '费用与成本，账单详情，导出：文件 <账号>-<时间>_consumedetailbillv2.csv。',
          'API：DescribeInstanceBill，按日或按月。两者不可相加，只导入其一。',
        ),
      },
      chinese: {
        name: '火山引擎、月之暗面、智谱、小米',
        steps: lines(
          '火山引擎（方舟）：账单明细 CSV，或 ListBillDetail 的 JSON。时间为北京时间。',
          '月之暗面（Kimi）与智谱（GLM）：控制台的 Excel 账单，为期间合计，不含模型。',
          '小米 MiMo：Excel 文件“Model usage detail”。',
        ),
      },
      gpu: {
        name: 'GPU 云：RunPod、CoreWeave、Fireworks',
        steps: lines(
          'RunPod：GET /v1/billing/pods，bucketSize=day，grouping=gpuTypeId。',
          'CoreWeave：FOCUS 导出，JSON 或 CSV，含 GPU·小时，不含费用。',
          'Fireworks：用量 CSV，含输入、输出 token 与加速卡秒数。',
        ),
      },
      agents: {
        name: '本机智能体：Claude Code、Codex、opencode',
        steps: lines(
          '运行 ccusage daily --json > usage.json，或直接拖入会话日志文件夹。其中的对话不会被保存。',
          '这些是单台电脑的估算，仅在供应商的账单或报告未涵盖当天时计入。',
        ),
      },
      other: {
        name: '其他表格：CSV、Excel 或 JSON',
        steps: lines(
          '每天、每个模型、每个团队一行即可。列：日期、模型、输入 token、缓存命中 token、输出 token、费用、币种、团队。',
          '常用的中英文列名会自动对应；其他列名只需选择一次，之后会记住。',
        ),
      },
    },
  },
})

export type GuideVendor = keyof typeof importGuideTexts.en.vendor

/** When the steps were compared with the vendor's pages; vendors that are not here never were. */
export const guideChecked: Readonly<Partial<Record<GuideVendor, string>>> = {
  openai: '2026-11',
  anthropic: '2026-11',
  azure: '2026-11',
  aws: '2026-11',
  google: '2026-11',
  focus: '2026-11',
  github: '2026-11',
  cursor: '2026-11',
  openrouter: '2026-11',
  litellm: '2026-11',
  observability: '2026-11',
  deepseek: '2026-11',
  alibaba: '2026-11',
  agents: '2026-11',
}
