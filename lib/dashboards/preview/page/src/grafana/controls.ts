/** Grafana's controls that the page is made of. */
export {
  Alert,
  Badge,
  Combobox,
  Dropdown,
  Icon,
  IconButton,
  InlineLabel,
  Input,
  Menu,
  MultiCombobox,
  RefreshPicker,
  TimeRangePicker,
  ToolbarButton,
  Tooltip,
  useTheme2,
} from "@grafana/ui";
