export default { printWidth: 160 };
