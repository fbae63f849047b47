/** What the tools of the map say. */
export const toolsZhCN = {
  tools: {
    title: '地图工具',
    search: '搜索',
    searchKey: '搜索（/）',
    searchHint: '地名、案号、许可、坐标',
    nothingFound: '没有找到',
    place: '坐标 {{place}}',
    found: { alert: '线索', permit: '许可', project: '项目', watchArea: '监测区', planFeature: '规划' },
    length: '量距离',
    area: '量面积',
    perimeter: '周长 {{length}}',
    drawHint: '单击添加顶点（或空格取地图中心），双击或回车结束，退格撤回，Esc 取消',
    ownPosition: '我的位置',
    noPosition: '设备没有提供位置。',
    link: '复制当前视图的链接',
    linkCopied: '链接已复制',
    linkInAddress: '链接已写入地址栏',
    print: '打印',
    drawArea: '在地图上绘制范围',
    useArea: '采用此范围',
  },
};

export const toolsEn: typeof toolsZhCN = {
  tools: {
    title: 'Map tools',
    search: 'Search',
    searchKey: 'Search (/)',
    searchHint: 'Place, case number, permit, coordinates',
    nothingFound: 'Nothing found',
    place: 'Place {{place}}',
    found: { alert: 'Alert', permit: 'Permit', project: 'Project', watchArea: 'Watch area', planFeature: 'Plan' },
    length: 'Measure a length',
    area: 'Measure an area',
    perimeter: 'perimeter {{length}}',
    drawHint:
      'Click to set corners (or space at the middle), double click or Enter ends, Backspace undoes, Esc gives up',
    ownPosition: 'Where I am',
    noPosition: 'The device does not tell where it is.',
    link: 'Copy a link to this view',
    linkCopied: 'Link copied',
    linkInAddress: 'The link is in the address bar',
    print: 'Print',
    drawArea: 'Draw an area on the map',
    useArea: 'Use this area',
  },
};
