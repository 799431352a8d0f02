/**
 * One name for a unit however it is written (`cm`, `centimeters`, `centimetre`), with its power (`cm^2`, `square cm`); undefined for
 * what is no known unit.
 */
export function unitName(text: string): string | undefined {
  const words = text.toLowerCase().replace(/[.]/g, "").replace(/\s+/g, " ").trim();
  const known = single(words);
  if (known !== undefined) return known;
  const power = /^(square|sq|cubic|cu) (.+)$/.exec(words);
  if (power !== null) return suffixed(single(power[2]), power[1].startsWith("s") ? "^2" : "^3");
  const raised = /^(.+?) ?(?:\^\{?([23])\}?|(squared)|(cubed))$/.exec(words);
  if (raised !== null) return suffixed(single(raised[1]), raised[2] === "2" || raised[3] !== undefined ? "^2" : "^3");
  const rate = /^(.+?) ?(?:\/|per) ?(.+)$/.exec(words);
  if (rate !== null) return rateName(single(rate[1]), single(rate[2]));
  const nouns = words.split(" ");
  return nouns.length === 2 && nouns.every((noun) => single(noun) !== undefined) ? words : undefined;
}

function suffixed(unit: string | undefined, power: string): string | undefined {
  return unit === undefined ? undefined : unit + power;
}

function rateName(above: string | undefined, below: string | undefined): string | undefined {
  return above === undefined || below === undefined ? undefined : `${above}/${below}`;
}

function single(word: string): string | undefined {
  return NAMES.get(word) ?? (word.endsWith("s") ? NAMES.get(word.slice(0, -1)) : undefined) ?? (word.endsWith("es") ? NAMES.get(word.slice(0, -2)) : undefined);
}

const LISTED =
  "%|percent|pct|percentage,degree|deg|°,unit,cm|centimeter|centimetre,mm|millimeter|millimetre,m|meter|metre,km|kilometer|kilometre," +
  "in|inch,ft|foot|feet,yd|yard,mi|mile,nm,kg|kilogram,g|gram,mg|milligram,lb|pound,oz|ounce,ton|tonne,l|liter|litre,ml|milliliter|millilitre," +
  "gallon|gal,quart,pint,cup,s|sec|second,min|minute,h|hr|hour,day,week,month,year|yr,dollar|usd,cent,euro,yuan,rupee,mph|mi/h,kph|km/h,radian|rad," +
  "point,person|people,student,way,time,piece,ball,apple,book,coin,card,box,child|children,man|men,woman|women,boy,girl,page,word,digit,number,term," +
  "square,triangle,cube,side,edge,face,vertex|vertices,joule|j,newton|n,watt|w,volt|v,kelvin|k,mole|mol,car,bag,game,team,color,integer,solution,egg";

const NAMES: ReadonlyMap<string, string> = new Map(
  LISTED.split(",").flatMap((group) => {
    const names = group.split("|");
    return names.map((name): [string, string] => [name, names[0]]);
  }),
);
