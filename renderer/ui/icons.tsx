// Icons without a voice: the library gives each an English aria-label that would become part of a button's name.
// The word beside the icon, or the button's own aria-label, is what is read.

import {
  AimOutlined,
  ArrowDownOutlined,
  ArrowUpOutlined,
  BarChartOutlined,
  CloseOutlined,
  DatabaseOutlined,
  DownOutlined,
  FolderOpenOutlined,
  FormOutlined,
  HomeOutlined,
  ImportOutlined,
  InboxOutlined,
  LeftOutlined,
  MinusSquareOutlined,
  PaperClipOutlined,
  PlusSquareOutlined,
  PrinterOutlined,
  QuestionCircleOutlined,
  RedoOutlined,
  RightOutlined,
  SearchOutlined,
  SettingOutlined,
  TableOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';

interface IconProps {
  className?: string;
}

interface LibraryIconProps extends IconProps {
  role?: string;
  'aria-label'?: string;
  'aria-hidden'?: boolean;
}

function silent(Icon: ComponentType<LibraryIconProps>): ComponentType<IconProps> {
  return function SilentIcon({ className }: IconProps) {
    return <Icon className={className} role="presentation" aria-label={undefined} aria-hidden />;
  };
}

export const AimIcon = silent(AimOutlined);
export const ArrowDownIcon = silent(ArrowDownOutlined);
export const ArrowUpIcon = silent(ArrowUpOutlined);
export const BarChartIcon = silent(BarChartOutlined);
export const CloseIcon = silent(CloseOutlined);
export const DatabaseIcon = silent(DatabaseOutlined);
export const DownIcon = silent(DownOutlined);
export const FolderOpenIcon = silent(FolderOpenOutlined);
export const FormIcon = silent(FormOutlined);
export const HomeIcon = silent(HomeOutlined);
export const ImportIcon = silent(ImportOutlined);
export const InboxIcon = silent(InboxOutlined);
export const LeftIcon = silent(LeftOutlined);
export const MinusSquareIcon = silent(MinusSquareOutlined);
export const PaperClipIcon = silent(PaperClipOutlined);
export const PlusSquareIcon = silent(PlusSquareOutlined);
export const PrinterIcon = silent(PrinterOutlined);
export const QuestionCircleIcon = silent(QuestionCircleOutlined);
export const RedoIcon = silent(RedoOutlined);
export const RightIcon = silent(RightOutlined);
export const SearchIcon = silent(SearchOutlined);
export const SettingIcon = silent(SettingOutlined);
export const TableIcon = silent(TableOutlined);
export const UndoIcon = silent(UndoOutlined);
