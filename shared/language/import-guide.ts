// How to get an export out of each vendor: menu paths and calls as text that can be copied. Last compared with the
// vendors' pages in the month the Import screen states.
import { texts } from './text.ts'

export const importGuideTexts = texts({
  en: {
    heading: 'How to export from each vendor',
    checked: (month: string) => `Last checked ${month}. Vendors move their menus; the file names and headers stay longer.`,
    empty: 'Drop an export here. It is read on this computer and shown before anything is written.',
    copy: 'Copy steps',
    openai: 'OpenAI',
    openaiSteps: [
      'Console: platform.openai.com, Usage, choose the date range, Export, group by model and project. File completions_usage_<from>_<to>.csv.',
      'Billed money: the same page, Cost tab, Export, grouped by line item. File cost_<from>_<to>.csv.',
      'API: GET /v1/organization/usage/completions and /v1/organization/costs with an admin key, bucket_width=1d, group_by=model,project_id. Save every page as JSON.',
    ].join('\n'),
    anthropic: 'Anthropic',
    anthropicSteps: [
      'Console: Usage, choose the month, Export. File claude_api_tokens_<month>.csv. Days are UTC.',
      'Billed money: Cost, choose the month, Export. File claude_api_cost_<month>.csv; amounts are rounded to the cent on each row.',
      'API: GET /v1/organizations/usage_report/messages and /v1/organizations/cost_report with an admin key, bucket_width=1d, group_by[]=model and workspace_id. Cost amounts are cents; this program knows.',
    ].join('\n'),
    focus: 'FOCUS (any cloud)',
    focusSteps: [
      'Ask for the FOCUS 1.0 or later export as CSV: AWS Data Exports, Azure Cost Management exports, Google Cloud BigQuery view, Oracle cost reports, Vantage, LiteLLM.',
      'Needed columns: BilledCost, BillingCurrency, ChargePeriodStart, ChargePeriodEnd, ServiceName.',
    ].join('\n'),
    other: 'Any other CSV or JSON',
    otherSteps: [
      'One row per day, model and team is enough. Columns: date, model, input tokens, cached tokens, output tokens, cost, currency, team.',
      'Usual names map themselves; for others you choose the column of each field once per import.',
    ].join('\n'),
  },
  zh: {
    heading: '如何从各供应商导出',
    checked: (month: string) => `最近核对：${month}。供应商会调整菜单，文件名与表头较为稳定。`,
    empty: '将导出文件拖放到此处。文件仅在本机读取，写入之前先供核对。',
    copy: '复制步骤',
    openai: 'OpenAI',
    openaiSteps: [
      '控制台：platform.openai.com，Usage，选择日期范围，Export，按 model 与 project 分组。文件 completions_usage_<起>_<止>.csv。',
      '账单金额：同一页面的 Cost 标签，Export，按 line item 分组。文件 cost_<起>_<止>.csv。',
      'API：使用管理员密钥调用 GET /v1/organization/usage/completions 与 /v1/organization/costs，bucket_width=1d，group_by=model,project_id，将每一页保存为 JSON。',
    ].join('\n'),
    anthropic: 'Anthropic',
    anthropicSteps: [
      '控制台：Usage，选择月份，Export。文件 claude_api_tokens_<月>.csv，日期为 UTC。',
      '账单金额：Cost，选择月份，Export。文件 claude_api_cost_<月>.csv，每行金额四舍五入到分。',
      'API：使用管理员密钥调用 GET /v1/organizations/usage_report/messages 与 /v1/organizations/cost_report，bucket_width=1d，group_by[]=model 与 workspace_id。金额单位为美分，本软件会自动换算。',
    ].join('\n'),
    focus: 'FOCUS（各云平台通用）',
    focusSteps: [
      '请导出 FOCUS 1.0 或更高版本的 CSV：AWS Data Exports、Azure Cost Management 导出、Google Cloud BigQuery 视图、Oracle 成本报告、Vantage、LiteLLM。',
      '必需列：BilledCost、BillingCurrency、ChargePeriodStart、ChargePeriodEnd、ServiceName。',
    ].join('\n'),
    other: '其他 CSV 或 JSON',
    otherSteps: [
      '每天、每个模型、每个团队一行即可。列：日期、模型、输入 token、缓存命中 token、输出 token、费用、币种、团队。',
      '常用列名会自动对应；其他列名在导入时逐一选择即可。',
    ].join('\n'),
  },
})
