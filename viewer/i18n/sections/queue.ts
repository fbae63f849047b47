/** What the queue's filters and its acts on several alerts say. */
export const queueZhCN = {
  filter: {
    more: '更多筛选',
    saved: '常用筛选',
    noneSaved: '还没有保存的筛选',
    name: '筛选名称',
    save: '保存当前筛选',
    forget: '删除筛选“{{name}}”',
    region: '行政区划',
    anyRegion: '全部区划',
    anyConfidence: '不限',
    atLeast: '不低于 {{percent}}%',
    overdue: '已逾期',
    mine: '分派给我的',
    supervised: '督办中',
    silenced: '包括已静默的',
    raisedFrom: '发现于',
    raisedTo: '至',
    reached: '已走到',
    outcome: '判定结果',
    anyOutcome: '不限',
  },
  marked: {
    title: '批量办理',
    count_other: '已选 {{count}} 条',
    reject: '判为伪变化…',
    fieldPack: '外业核查包',
    clear: '清除选择',
    all: '选择已加载的全部线索',
    one: '选择此线索',
    lasso: '圈选',
    lassoHint: '在地图上按住拖动圈选线索；Esc 取消',
    done_other: '{{count}} 条已办理。',
    refused_other: '{{count}} 条未能办理，仍保持选中。',
    tooLate_other: '{{count}} 条已不能撤回。',
  },
};

export const queueEn: typeof queueZhCN & {
  readonly marked: {
    readonly count_one: string;
    readonly done_one: string;
    readonly refused_one: string;
    readonly tooLate_one: string;
  };
} = {
  filter: {
    more: 'More filters',
    saved: 'Saved filters',
    noneSaved: 'No saved filters yet',
    name: 'Name of the filter',
    save: 'Save this filter',
    forget: 'Delete the filter “{{name}}”',
    region: 'Region',
    anyRegion: 'Any region',
    anyConfidence: 'Any',
    atLeast: 'At least {{percent}}%',
    overdue: 'Overdue',
    mine: 'Assigned to me',
    supervised: 'Under supervision',
    silenced: 'Silenced ones as well',
    raisedFrom: 'Raised from',
    raisedTo: 'to',
    reached: 'Came as far as',
    outcome: 'Determination',
    anyOutcome: 'Any',
  },
  marked: {
    title: 'Act on several',
    count_one: '{{count}} alert marked',
    count_other: '{{count}} alerts marked',
    reject: 'Reject…',
    fieldPack: 'Field pack',
    clear: 'Clear',
    all: 'Mark all loaded alerts',
    one: 'Mark this alert',
    lasso: 'Lasso',
    lassoHint: 'Drag on the map around the alerts to mark; Esc gives up',
    done_one: '{{count}} alert done.',
    done_other: '{{count}} alerts done.',
    refused_one: '{{count}} alert could not take it and stays marked.',
    refused_other: '{{count}} alerts could not take it and stay marked.',
    tooLate_one: 'It is too late to take {{count}} alert back.',
    tooLate_other: 'It is too late to take {{count}} alerts back.',
  },
};
