export { readAdminSettings, readSettings, settingNames, Settings, SettingsRefused } from './settings';
export { takeEnvironment } from './take-environment';
export { ErrorForPeople, explain, sentenceOf } from './explain';
