/** What the page of silences says. */
export const silencesZhCN = {
  silence: {
    title: '静默',
    note: '在期限内不进入待办，不等于办结',
    add: '设置静默',
    fromAlert: '静默此地',
    empty: '没有生效的静默',
    emptyDetail: '静默按许可或范围设定，到期自动失效。',
    place: '地图范围',
    anyKind: '全部类型',
    lift: '解除',
    liftAsk: '立即解除此静默？',
    caseNumber: '许可案号',
    area: '范围',
    unbound: '请填写许可案号或范围',
    untilHint: '含当日，最长两年',
    column: { what: '许可或范围', kind: '违法类型', reason: '理由', until: '至', region: '行政区划代码', by: '设置人' },
  },
};

export const silencesEn: typeof silencesZhCN = {
  silence: {
    title: 'Silences',
    note: 'Kept out of the queue until a day; nothing is closed',
    add: 'Silence',
    fromAlert: 'Silence this place',
    empty: 'No silence in force',
    emptyDetail: 'A silence is bound to a permit or a place and ends by itself.',
    place: 'A place',
    anyKind: 'Every kind',
    lift: 'Lift',
    liftAsk: 'End this silence now?',
    caseNumber: 'Case number of the permit',
    area: 'Area',
    unbound: 'Give a case number or an area',
    untilHint: 'Inclusive, two years at most',
    column: { what: 'Permit or place', kind: 'Kind', reason: 'Reason', until: 'Until', region: 'Region', by: 'By' },
  },
};
