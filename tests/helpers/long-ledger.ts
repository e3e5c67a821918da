// Many plausible rows of 资助奖补项目, put in without the journal: for measuring, not for testing what saving does.

import type Database from 'better-sqlite3';

const CATEGORIES = [
  '国内发明专利资助',
  '国外发明专利资助',
  '首件发明专利资助',
  '专利权质押融资贴息',
  '知识产权贯标奖励',
];
const STAGES = ['申报', '受理', '初审', '验收', '公示', '下拨通知', '拨付', '退回补正'];
const LEVELS = ['国家级', '省级', '市级', '区级'];

/** `db` has the sample units; rows spread over five years, seven units and 5000 enterprises. */
export function fillLedger(db: Database.Database, count: number): void {
  const units = db.prepare('SELECT id FROM reporting_unit ORDER BY id').pluck().all() as number[];
  const insert = db.prepare(
    `INSERT INTO ledger_subsidy (year, level, category, enterprise_name, unit_id, scheme, item, quantity, accept_no, applied_on,
       applied, approved, status, batch, note)
     VALUES (?, ?, ?, ?, ?, '后补助', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  db.transaction(() => {
    for (let row = 0; row < count; row += 1) {
      const year = 2018 + (row % 5);
      const month = String(1 + ((row * 7) % 12)).padStart(2, '0');
      const day = String(1 + ((row * 13) % 28)).padStart(2, '0');
      const applied = (1 + ((row * 7919) % 500)) * 100_000;
      insert.run(
        year,
        LEVELS[row % 4],
        CATEGORIES[(row * 3) % 5],
        `山东第${(row * 31) % 5000}号装备制造有限公司`,
        units[(row * 11) % units.length],
        `一种装置及其使用方法之${row}`,
        1 + (row % 9),
        `SL${year}${String(row).padStart(6, '0')}`,
        `${year}-${month}-${day}`,
        applied,
        Math.floor(applied / 2),
        STAGES[(row * 5) % STAGES.length],
        `${year}年第${1 + (row % 4)}批`,
        row % 3 === 0 ? '材料齐全，符合当年资助办法的条件' : null,
      );
    }
  })();
}
