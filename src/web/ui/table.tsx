import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

export interface Column<Row> {
  key: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers and amounts stand to the right in tabular figures. */
  right?: boolean
  className?: string
}

interface TableProps<Row> {
  /** What the table shows, for people who do not see it. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  currentKey?: string | undefined
  onRowClick?: (row: Row) => void
}

export function Table<Row>({ label, columns, rows, rowKey, currentKey, onRowClick }: TableProps<Row>) {
  return (
    <div className="tscroll" tabIndex={0} role="region" aria-label={label}>
      <table className="tbl">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cx(column.right && 'r', column.className)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={cx(rowKey(row) === currentKey && 'is-current')}
              onClick={onRowClick && (() => onRowClick(row))}
            >
              {columns.map((column) => (
                <td key={column.key} className={cx(column.right && 'r', column.className)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
