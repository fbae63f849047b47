/** What exports say. */
export const exportsZhCN = {
  export: {
    title: '导出',
    pdf: '打印 / PDF',
    cut: '共 {{matched}} 条，只导出了前 {{exported}} 条；请缩小筛选范围。',
    format: { xlsx: 'Excel（XLSX）', csv: 'CSV', geojson: 'GeoJSON' },
    column: {
      id: '线索编号',
      kind: '违法类型',
      severity: '严重程度',
      status: '状态',
      areaM2: '面积（平方米）',
      areaMu: '面积（亩）',
      onsetFrom: '变化起始',
      onsetTo: '变化终止',
      lon: '经度（CGCS2000）',
      lat: '纬度（CGCS2000）',
      permits: '相关许可',
      raisedAt: '发现日期',
      dueOn: '办理期限',
      caseNumber: '立案案号',
      explanation: '说明',
    },
  },
};

export const exportsEn: typeof exportsZhCN = {
  export: {
    title: 'Export',
    pdf: 'Print / PDF',
    cut: 'There are {{matched}}; the first {{exported}} were exported. Narrow the filter for the rest.',
    format: { xlsx: 'Excel (XLSX)', csv: 'CSV', geojson: 'GeoJSON' },
    column: {
      id: 'Alert',
      kind: 'Suspected violation',
      severity: 'Severity',
      status: 'Status',
      areaM2: 'Area (m²)',
      areaMu: 'Area (mu)',
      onsetFrom: 'Change after',
      onsetTo: 'Change before',
      lon: 'Longitude (CGCS2000)',
      lat: 'Latitude (CGCS2000)',
      permits: 'Permits',
      raisedAt: 'Raised on',
      dueOn: 'Due on',
      caseNumber: 'Case number',
      explanation: 'Explanation',
    },
  },
};
