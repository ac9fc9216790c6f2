export { asDecimal, inMinorUnits, isCurrency, minorUnitsOf } from './money';
