export { readAdminSettings, readSettings, settingNames, Settings, SettingsRefused } from './settings';
export { ErrorForPeople, explain, sentenceOf } from './explain';
