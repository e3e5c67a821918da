// A menu under a button. It has the keys once it is open: ↑ ↓ move, Enter chooses, Esc gives them back to the button.

import { Dropdown, type DropdownProps } from 'antd';

/** Taken away when it closes: the focus would stay on a line that is not to be seen, and the keys would be lost. */
export function DropMenu(props: DropdownProps) {
  return <Dropdown trigger={['click']} autoFocus destroyOnHidden {...props} />;
}
