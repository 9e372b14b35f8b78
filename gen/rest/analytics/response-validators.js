// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import required0 from "ajv/dist/runtime/ucs2length.js";

export const getWorkspaceStats200 = validate0;
const schema0 = {"$ref":"#/$defs/Stats","$defs":{"Stats":{"type":"object","additionalProperties":false,"required":["total","human","bot","unique","asOf","from","to","timeZone","interval","groupBy","series","groups","other"],"properties":{"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0},"unique":{"type":"integer","minimum":0},"asOf":{"type":"string","format":"date-time"},"from":{"type":"string","format":"date-time"},"to":{"type":"string","format":"date-time"},"timeZone":{"type":"string"},"interval":{"type":["string","null"],"enum":["hour","day","week","month",null]},"groupBy":{"type":["string","null"],"enum":["country","device","browser","os","source","referrer",null]},"series":{"type":"array","maxItems":1000,"items":{"type":"object","additionalProperties":false,"required":["start","total","human","bot","unique"],"properties":{"start":{"type":"string","format":"date-time"},"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0},"unique":{"type":"integer","minimum":0}}}},"groups":{"type":"array","maxItems":200,"items":{"type":"object","additionalProperties":false,"required":["key","total","human","bot"],"properties":{"key":{"type":"string"},"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0}}}},"other":{"type":"object","additionalProperties":false,"required":["total","human","bot"],"properties":{"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0}}}}}},"$id":"getWorkspaceStats200"};
const schema1 = {"type":"object","additionalProperties":false,"required":["total","human","bot","unique","asOf","from","to","timeZone","interval","groupBy","series","groups","other"],"properties":{"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0},"unique":{"type":"integer","minimum":0},"asOf":{"type":"string","format":"date-time"},"from":{"type":"string","format":"date-time"},"to":{"type":"string","format":"date-time"},"timeZone":{"type":"string"},"interval":{"type":["string","null"],"enum":["hour","day","week","month",null]},"groupBy":{"type":["string","null"],"enum":["country","device","browser","os","source","referrer",null]},"series":{"type":"array","maxItems":1000,"items":{"type":"object","additionalProperties":false,"required":["start","total","human","bot","unique"],"properties":{"start":{"type":"string","format":"date-time"},"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0},"unique":{"type":"integer","minimum":0}}}},"groups":{"type":"array","maxItems":200,"items":{"type":"object","additionalProperties":false,"required":["key","total","human","bot"],"properties":{"key":{"type":"string"},"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0}}}},"other":{"type":"object","additionalProperties":false,"required":["total","human","bot"],"properties":{"total":{"type":"integer","minimum":0},"human":{"type":"integer","minimum":0},"bot":{"type":"integer","minimum":0}}}}};
const func0 = Object.prototype.hasOwnProperty;
const formats0 = /^(?!0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:(?!0000)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getWorkspaceStats200" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.total === undefined){
const err0 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "total"},message:"must have required property '"+"total"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.human === undefined){
const err1 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "human"},message:"must have required property '"+"human"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.bot === undefined){
const err2 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "bot"},message:"must have required property '"+"bot"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.unique === undefined){
const err3 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "unique"},message:"must have required property '"+"unique"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.asOf === undefined){
const err4 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "asOf"},message:"must have required property '"+"asOf"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.from === undefined){
const err5 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.to === undefined){
const err6 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.timeZone === undefined){
const err7 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "timeZone"},message:"must have required property '"+"timeZone"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.interval === undefined){
const err8 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "interval"},message:"must have required property '"+"interval"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.groupBy === undefined){
const err9 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "groupBy"},message:"must have required property '"+"groupBy"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.series === undefined){
const err10 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "series"},message:"must have required property '"+"series"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.groups === undefined){
const err11 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "groups"},message:"must have required property '"+"groups"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.other === undefined){
const err12 = {instancePath,schemaPath:"#/$defs/Stats/required",keyword:"required",params:{missingProperty: "other"},message:"must have required property '"+"other"+"'"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema1.properties, key0))){
const err13 = {instancePath,schemaPath:"#/$defs/Stats/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.total !== undefined){
let data0 = data.total;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err14 = {instancePath:instancePath+"/total",schemaPath:"#/$defs/Stats/properties/total/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
const err15 = {instancePath:instancePath+"/total",schemaPath:"#/$defs/Stats/properties/total/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(data.human !== undefined){
let data1 = data.human;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err16 = {instancePath:instancePath+"/human",schemaPath:"#/$defs/Stats/properties/human/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
const err17 = {instancePath:instancePath+"/human",schemaPath:"#/$defs/Stats/properties/human/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data.bot !== undefined){
let data2 = data.bot;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err18 = {instancePath:instancePath+"/bot",schemaPath:"#/$defs/Stats/properties/bot/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err19 = {instancePath:instancePath+"/bot",schemaPath:"#/$defs/Stats/properties/bot/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.unique !== undefined){
let data3 = data.unique;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err20 = {instancePath:instancePath+"/unique",schemaPath:"#/$defs/Stats/properties/unique/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
const err21 = {instancePath:instancePath+"/unique",schemaPath:"#/$defs/Stats/properties/unique/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
if(data.asOf !== undefined){
let data4 = data.asOf;
if(typeof data4 === "string"){
if(!(formats0.test(data4))){
const err22 = {instancePath:instancePath+"/asOf",schemaPath:"#/$defs/Stats/properties/asOf/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/asOf",schemaPath:"#/$defs/Stats/properties/asOf/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.from !== undefined){
let data5 = data.from;
if(typeof data5 === "string"){
if(!(formats0.test(data5))){
const err24 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/Stats/properties/from/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/Stats/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.to !== undefined){
let data6 = data.to;
if(typeof data6 === "string"){
if(!(formats0.test(data6))){
const err26 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/Stats/properties/to/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/Stats/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.timeZone !== undefined){
if(typeof data.timeZone !== "string"){
const err28 = {instancePath:instancePath+"/timeZone",schemaPath:"#/$defs/Stats/properties/timeZone/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.interval !== undefined){
let data8 = data.interval;
if((typeof data8 !== "string") && (data8 !== null)){
const err29 = {instancePath:instancePath+"/interval",schemaPath:"#/$defs/Stats/properties/interval/type",keyword:"type",params:{type: schema1.properties.interval.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!(((((data8 === "hour") || (data8 === "day")) || (data8 === "week")) || (data8 === "month")) || (data8 === null))){
const err30 = {instancePath:instancePath+"/interval",schemaPath:"#/$defs/Stats/properties/interval/enum",keyword:"enum",params:{allowedValues: schema1.properties.interval.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.groupBy !== undefined){
let data9 = data.groupBy;
if((typeof data9 !== "string") && (data9 !== null)){
const err31 = {instancePath:instancePath+"/groupBy",schemaPath:"#/$defs/Stats/properties/groupBy/type",keyword:"type",params:{type: schema1.properties.groupBy.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(!(((((((data9 === "country") || (data9 === "device")) || (data9 === "browser")) || (data9 === "os")) || (data9 === "source")) || (data9 === "referrer")) || (data9 === null))){
const err32 = {instancePath:instancePath+"/groupBy",schemaPath:"#/$defs/Stats/properties/groupBy/enum",keyword:"enum",params:{allowedValues: schema1.properties.groupBy.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.series !== undefined){
let data10 = data.series;
if(Array.isArray(data10)){
if(data10.length > 1000){
const err33 = {instancePath:instancePath+"/series",schemaPath:"#/$defs/Stats/properties/series/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.start === undefined){
const err34 = {instancePath:instancePath+"/series/" + i0,schemaPath:"#/$defs/Stats/properties/series/items/required",keyword:"required",params:{missingProperty: "start"},message:"must have required property '"+"start"+"'"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data11.total === undefined){
const err35 = {instancePath:instancePath+"/series/" + i0,schemaPath:"#/$defs/Stats/properties/series/items/required",keyword:"required",params:{missingProperty: "total"},message:"must have required property '"+"total"+"'"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data11.human === undefined){
const err36 = {instancePath:instancePath+"/series/" + i0,schemaPath:"#/$defs/Stats/properties/series/items/required",keyword:"required",params:{missingProperty: "human"},message:"must have required property '"+"human"+"'"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data11.bot === undefined){
const err37 = {instancePath:instancePath+"/series/" + i0,schemaPath:"#/$defs/Stats/properties/series/items/required",keyword:"required",params:{missingProperty: "bot"},message:"must have required property '"+"bot"+"'"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data11.unique === undefined){
const err38 = {instancePath:instancePath+"/series/" + i0,schemaPath:"#/$defs/Stats/properties/series/items/required",keyword:"required",params:{missingProperty: "unique"},message:"must have required property '"+"unique"+"'"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
for(const key1 in data11){
if(!(((((key1 === "start") || (key1 === "total")) || (key1 === "human")) || (key1 === "bot")) || (key1 === "unique"))){
const err39 = {instancePath:instancePath+"/series/" + i0,schemaPath:"#/$defs/Stats/properties/series/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data11.start !== undefined){
let data12 = data11.start;
if(typeof data12 === "string"){
if(!(formats0.test(data12))){
const err40 = {instancePath:instancePath+"/series/" + i0+"/start",schemaPath:"#/$defs/Stats/properties/series/items/properties/start/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/series/" + i0+"/start",schemaPath:"#/$defs/Stats/properties/series/items/properties/start/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data11.total !== undefined){
let data13 = data11.total;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err42 = {instancePath:instancePath+"/series/" + i0+"/total",schemaPath:"#/$defs/Stats/properties/series/items/properties/total/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
const err43 = {instancePath:instancePath+"/series/" + i0+"/total",schemaPath:"#/$defs/Stats/properties/series/items/properties/total/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
if(data11.human !== undefined){
let data14 = data11.human;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err44 = {instancePath:instancePath+"/series/" + i0+"/human",schemaPath:"#/$defs/Stats/properties/series/items/properties/human/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
const err45 = {instancePath:instancePath+"/series/" + i0+"/human",schemaPath:"#/$defs/Stats/properties/series/items/properties/human/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
if(data11.bot !== undefined){
let data15 = data11.bot;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err46 = {instancePath:instancePath+"/series/" + i0+"/bot",schemaPath:"#/$defs/Stats/properties/series/items/properties/bot/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err47 = {instancePath:instancePath+"/series/" + i0+"/bot",schemaPath:"#/$defs/Stats/properties/series/items/properties/bot/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
if(data11.unique !== undefined){
let data16 = data11.unique;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err48 = {instancePath:instancePath+"/series/" + i0+"/unique",schemaPath:"#/$defs/Stats/properties/series/items/properties/unique/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 0 || isNaN(data16)){
const err49 = {instancePath:instancePath+"/series/" + i0+"/unique",schemaPath:"#/$defs/Stats/properties/series/items/properties/unique/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
}
else {
const err50 = {instancePath:instancePath+"/series/" + i0,schemaPath:"#/$defs/Stats/properties/series/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/series",schemaPath:"#/$defs/Stats/properties/series/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.groups !== undefined){
let data17 = data.groups;
if(Array.isArray(data17)){
if(data17.length > 200){
const err52 = {instancePath:instancePath+"/groups",schemaPath:"#/$defs/Stats/properties/groups/maxItems",keyword:"maxItems",params:{limit: 200},message:"must NOT have more than 200 items"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.key === undefined){
const err53 = {instancePath:instancePath+"/groups/" + i1,schemaPath:"#/$defs/Stats/properties/groups/items/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data18.total === undefined){
const err54 = {instancePath:instancePath+"/groups/" + i1,schemaPath:"#/$defs/Stats/properties/groups/items/required",keyword:"required",params:{missingProperty: "total"},message:"must have required property '"+"total"+"'"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data18.human === undefined){
const err55 = {instancePath:instancePath+"/groups/" + i1,schemaPath:"#/$defs/Stats/properties/groups/items/required",keyword:"required",params:{missingProperty: "human"},message:"must have required property '"+"human"+"'"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data18.bot === undefined){
const err56 = {instancePath:instancePath+"/groups/" + i1,schemaPath:"#/$defs/Stats/properties/groups/items/required",keyword:"required",params:{missingProperty: "bot"},message:"must have required property '"+"bot"+"'"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key2 in data18){
if(!((((key2 === "key") || (key2 === "total")) || (key2 === "human")) || (key2 === "bot"))){
const err57 = {instancePath:instancePath+"/groups/" + i1,schemaPath:"#/$defs/Stats/properties/groups/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data18.key !== undefined){
if(typeof data18.key !== "string"){
const err58 = {instancePath:instancePath+"/groups/" + i1+"/key",schemaPath:"#/$defs/Stats/properties/groups/items/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data18.total !== undefined){
let data20 = data18.total;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err59 = {instancePath:instancePath+"/groups/" + i1+"/total",schemaPath:"#/$defs/Stats/properties/groups/items/properties/total/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
const err60 = {instancePath:instancePath+"/groups/" + i1+"/total",schemaPath:"#/$defs/Stats/properties/groups/items/properties/total/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
if(data18.human !== undefined){
let data21 = data18.human;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err61 = {instancePath:instancePath+"/groups/" + i1+"/human",schemaPath:"#/$defs/Stats/properties/groups/items/properties/human/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
const err62 = {instancePath:instancePath+"/groups/" + i1+"/human",schemaPath:"#/$defs/Stats/properties/groups/items/properties/human/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
if(data18.bot !== undefined){
let data22 = data18.bot;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err63 = {instancePath:instancePath+"/groups/" + i1+"/bot",schemaPath:"#/$defs/Stats/properties/groups/items/properties/bot/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err64 = {instancePath:instancePath+"/groups/" + i1+"/bot",schemaPath:"#/$defs/Stats/properties/groups/items/properties/bot/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
}
else {
const err65 = {instancePath:instancePath+"/groups/" + i1,schemaPath:"#/$defs/Stats/properties/groups/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/groups",schemaPath:"#/$defs/Stats/properties/groups/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data.other !== undefined){
let data23 = data.other;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.total === undefined){
const err67 = {instancePath:instancePath+"/other",schemaPath:"#/$defs/Stats/properties/other/required",keyword:"required",params:{missingProperty: "total"},message:"must have required property '"+"total"+"'"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data23.human === undefined){
const err68 = {instancePath:instancePath+"/other",schemaPath:"#/$defs/Stats/properties/other/required",keyword:"required",params:{missingProperty: "human"},message:"must have required property '"+"human"+"'"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data23.bot === undefined){
const err69 = {instancePath:instancePath+"/other",schemaPath:"#/$defs/Stats/properties/other/required",keyword:"required",params:{missingProperty: "bot"},message:"must have required property '"+"bot"+"'"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
for(const key3 in data23){
if(!(((key3 === "total") || (key3 === "human")) || (key3 === "bot"))){
const err70 = {instancePath:instancePath+"/other",schemaPath:"#/$defs/Stats/properties/other/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data23.total !== undefined){
let data24 = data23.total;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err71 = {instancePath:instancePath+"/other/total",schemaPath:"#/$defs/Stats/properties/other/properties/total/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
const err72 = {instancePath:instancePath+"/other/total",schemaPath:"#/$defs/Stats/properties/other/properties/total/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
if(data23.human !== undefined){
let data25 = data23.human;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err73 = {instancePath:instancePath+"/other/human",schemaPath:"#/$defs/Stats/properties/other/properties/human/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 0 || isNaN(data25)){
const err74 = {instancePath:instancePath+"/other/human",schemaPath:"#/$defs/Stats/properties/other/properties/human/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
if(data23.bot !== undefined){
let data26 = data23.bot;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err75 = {instancePath:instancePath+"/other/bot",schemaPath:"#/$defs/Stats/properties/other/properties/bot/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
const err76 = {instancePath:instancePath+"/other/bot",schemaPath:"#/$defs/Stats/properties/other/properties/bot/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
}
else {
const err77 = {instancePath:instancePath+"/other",schemaPath:"#/$defs/Stats/properties/other/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath,schemaPath:"#/$defs/Stats/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const getLedger200 = validate1;
const schema2 = {"$ref":"#/$defs/Ledger","$defs":{"Lane":{"type":"object","additionalProperties":false,"required":["lane","state","head","seen","stored","duplicate","deadLettered","inFlight","lost","redelivered","unrecorded","rejected","reportedAt"],"properties":{"lane":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["open","closed","adopted","unknown"]},"head":{"type":"integer","minimum":0},"seen":{"type":"integer","minimum":0},"stored":{"type":"integer","minimum":0},"duplicate":{"type":"integer","minimum":0},"deadLettered":{"type":"integer","minimum":0},"inFlight":{"type":"integer","minimum":0},"lost":{"type":"integer","minimum":0},"redelivered":{"type":"integer","minimum":0},"unrecorded":{"type":"integer","minimum":0},"rejected":{"$ref":"#/$defs/Rejected"},"reportedAt":{"type":["string","null"],"format":"date-time"}}},"Ledger":{"type":"object","additionalProperties":false,"required":["accepted","stored","duplicate","deadLettered","inFlight","lost","redelivered","unrecorded","rejected","balanced","asOf","lanes"],"properties":{"accepted":{"type":"integer","minimum":0},"stored":{"type":"integer","minimum":0},"duplicate":{"type":"integer","minimum":0},"deadLettered":{"type":"integer","minimum":0},"inFlight":{"type":"integer","minimum":0},"lost":{"type":"integer","minimum":0},"redelivered":{"type":"integer","minimum":0},"unrecorded":{"type":"integer","minimum":0},"rejected":{"$ref":"#/$defs/Rejected"},"balanced":{"type":"boolean"},"asOf":{"type":"string","format":"date-time"},"lanes":{"type":"array","maxItems":1000,"items":{"$ref":"#/$defs/Lane"}}}},"Rejected":{"type":"object","additionalProperties":{"type":"integer","minimum":0}}},"$id":"getLedger200"};
const schema3 = {"type":"object","additionalProperties":false,"required":["accepted","stored","duplicate","deadLettered","inFlight","lost","redelivered","unrecorded","rejected","balanced","asOf","lanes"],"properties":{"accepted":{"type":"integer","minimum":0},"stored":{"type":"integer","minimum":0},"duplicate":{"type":"integer","minimum":0},"deadLettered":{"type":"integer","minimum":0},"inFlight":{"type":"integer","minimum":0},"lost":{"type":"integer","minimum":0},"redelivered":{"type":"integer","minimum":0},"unrecorded":{"type":"integer","minimum":0},"rejected":{"$ref":"#/$defs/Rejected"},"balanced":{"type":"boolean"},"asOf":{"type":"string","format":"date-time"},"lanes":{"type":"array","maxItems":1000,"items":{"$ref":"#/$defs/Lane"}}}};
const schema4 = {"type":"object","additionalProperties":{"type":"integer","minimum":0}};
const schema5 = {"type":"object","additionalProperties":false,"required":["lane","state","head","seen","stored","duplicate","deadLettered","inFlight","lost","redelivered","unrecorded","rejected","reportedAt"],"properties":{"lane":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["open","closed","adopted","unknown"]},"head":{"type":"integer","minimum":0},"seen":{"type":"integer","minimum":0},"stored":{"type":"integer","minimum":0},"duplicate":{"type":"integer","minimum":0},"deadLettered":{"type":"integer","minimum":0},"inFlight":{"type":"integer","minimum":0},"lost":{"type":"integer","minimum":0},"redelivered":{"type":"integer","minimum":0},"unrecorded":{"type":"integer","minimum":0},"rejected":{"$ref":"#/$defs/Rejected"},"reportedAt":{"type":["string","null"],"format":"date-time"}}};
const formats10 = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.lane === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lane"},message:"must have required property '"+"lane"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.state === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.head === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "head"},message:"must have required property '"+"head"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.seen === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "seen"},message:"must have required property '"+"seen"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.stored === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stored"},message:"must have required property '"+"stored"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.duplicate === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "duplicate"},message:"must have required property '"+"duplicate"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.deadLettered === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deadLettered"},message:"must have required property '"+"deadLettered"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.inFlight === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inFlight"},message:"must have required property '"+"inFlight"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.lost === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lost"},message:"must have required property '"+"lost"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.redelivered === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "redelivered"},message:"must have required property '"+"redelivered"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.unrecorded === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "unrecorded"},message:"must have required property '"+"unrecorded"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.rejected === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rejected"},message:"must have required property '"+"rejected"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.reportedAt === undefined){
const err12 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "reportedAt"},message:"must have required property '"+"reportedAt"+"'"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema5.properties, key0))){
const err13 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.lane !== undefined){
let data0 = data.lane;
if(typeof data0 === "string"){
if(!(formats10.test(data0))){
const err14 = {instancePath:instancePath+"/lane",schemaPath:"#/properties/lane/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/lane",schemaPath:"#/properties/lane/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.state !== undefined){
let data1 = data.state;
if(typeof data1 !== "string"){
const err16 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!((((data1 === "open") || (data1 === "closed")) || (data1 === "adopted")) || (data1 === "unknown"))){
const err17 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/enum",keyword:"enum",params:{allowedValues: schema5.properties.state.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.head !== undefined){
let data2 = data.head;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err18 = {instancePath:instancePath+"/head",schemaPath:"#/properties/head/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err19 = {instancePath:instancePath+"/head",schemaPath:"#/properties/head/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.seen !== undefined){
let data3 = data.seen;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err20 = {instancePath:instancePath+"/seen",schemaPath:"#/properties/seen/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
const err21 = {instancePath:instancePath+"/seen",schemaPath:"#/properties/seen/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
if(data.stored !== undefined){
let data4 = data.stored;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err22 = {instancePath:instancePath+"/stored",schemaPath:"#/properties/stored/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
const err23 = {instancePath:instancePath+"/stored",schemaPath:"#/properties/stored/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
if(data.duplicate !== undefined){
let data5 = data.duplicate;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err24 = {instancePath:instancePath+"/duplicate",schemaPath:"#/properties/duplicate/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err25 = {instancePath:instancePath+"/duplicate",schemaPath:"#/properties/duplicate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
if(data.deadLettered !== undefined){
let data6 = data.deadLettered;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err26 = {instancePath:instancePath+"/deadLettered",schemaPath:"#/properties/deadLettered/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
const err27 = {instancePath:instancePath+"/deadLettered",schemaPath:"#/properties/deadLettered/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
if(data.inFlight !== undefined){
let data7 = data.inFlight;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err28 = {instancePath:instancePath+"/inFlight",schemaPath:"#/properties/inFlight/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err29 = {instancePath:instancePath+"/inFlight",schemaPath:"#/properties/inFlight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
if(data.lost !== undefined){
let data8 = data.lost;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err30 = {instancePath:instancePath+"/lost",schemaPath:"#/properties/lost/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
const err31 = {instancePath:instancePath+"/lost",schemaPath:"#/properties/lost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
if(data.redelivered !== undefined){
let data9 = data.redelivered;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err32 = {instancePath:instancePath+"/redelivered",schemaPath:"#/properties/redelivered/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
const err33 = {instancePath:instancePath+"/redelivered",schemaPath:"#/properties/redelivered/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
if(data.unrecorded !== undefined){
let data10 = data.unrecorded;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err34 = {instancePath:instancePath+"/unrecorded",schemaPath:"#/properties/unrecorded/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err35 = {instancePath:instancePath+"/unrecorded",schemaPath:"#/properties/unrecorded/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
if(data.rejected !== undefined){
let data11 = data.rejected;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key1 in data11){
let data12 = data11[key1];
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err36 = {instancePath:instancePath+"/rejected/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Rejected/additionalProperties/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err37 = {instancePath:instancePath+"/rejected/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Rejected/additionalProperties/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
}
else {
const err38 = {instancePath:instancePath+"/rejected",schemaPath:"#/$defs/Rejected/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.reportedAt !== undefined){
let data13 = data.reportedAt;
if((typeof data13 !== "string") && (data13 !== null)){
const err39 = {instancePath:instancePath+"/reportedAt",schemaPath:"#/properties/reportedAt/type",keyword:"type",params:{type: schema5.properties.reportedAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(typeof data13 === "string"){
if(!(formats0.test(data13))){
const err40 = {instancePath:instancePath+"/reportedAt",schemaPath:"#/properties/reportedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
}
else {
const err41 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.accepted === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "accepted"},message:"must have required property '"+"accepted"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.stored === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stored"},message:"must have required property '"+"stored"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.duplicate === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "duplicate"},message:"must have required property '"+"duplicate"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.deadLettered === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deadLettered"},message:"must have required property '"+"deadLettered"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.inFlight === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inFlight"},message:"must have required property '"+"inFlight"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.lost === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lost"},message:"must have required property '"+"lost"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.redelivered === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "redelivered"},message:"must have required property '"+"redelivered"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.unrecorded === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "unrecorded"},message:"must have required property '"+"unrecorded"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.rejected === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rejected"},message:"must have required property '"+"rejected"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.balanced === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "balanced"},message:"must have required property '"+"balanced"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.asOf === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "asOf"},message:"must have required property '"+"asOf"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.lanes === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lanes"},message:"must have required property '"+"lanes"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema3.properties, key0))){
const err12 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.accepted !== undefined){
let data0 = data.accepted;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err13 = {instancePath:instancePath+"/accepted",schemaPath:"#/properties/accepted/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
const err14 = {instancePath:instancePath+"/accepted",schemaPath:"#/properties/accepted/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data.stored !== undefined){
let data1 = data.stored;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err15 = {instancePath:instancePath+"/stored",schemaPath:"#/properties/stored/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
const err16 = {instancePath:instancePath+"/stored",schemaPath:"#/properties/stored/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
if(data.duplicate !== undefined){
let data2 = data.duplicate;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err17 = {instancePath:instancePath+"/duplicate",schemaPath:"#/properties/duplicate/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err18 = {instancePath:instancePath+"/duplicate",schemaPath:"#/properties/duplicate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.deadLettered !== undefined){
let data3 = data.deadLettered;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err19 = {instancePath:instancePath+"/deadLettered",schemaPath:"#/properties/deadLettered/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
const err20 = {instancePath:instancePath+"/deadLettered",schemaPath:"#/properties/deadLettered/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
if(data.inFlight !== undefined){
let data4 = data.inFlight;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err21 = {instancePath:instancePath+"/inFlight",schemaPath:"#/properties/inFlight/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
const err22 = {instancePath:instancePath+"/inFlight",schemaPath:"#/properties/inFlight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
if(data.lost !== undefined){
let data5 = data.lost;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err23 = {instancePath:instancePath+"/lost",schemaPath:"#/properties/lost/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err24 = {instancePath:instancePath+"/lost",schemaPath:"#/properties/lost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
if(data.redelivered !== undefined){
let data6 = data.redelivered;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err25 = {instancePath:instancePath+"/redelivered",schemaPath:"#/properties/redelivered/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
const err26 = {instancePath:instancePath+"/redelivered",schemaPath:"#/properties/redelivered/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data.unrecorded !== undefined){
let data7 = data.unrecorded;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err27 = {instancePath:instancePath+"/unrecorded",schemaPath:"#/properties/unrecorded/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err28 = {instancePath:instancePath+"/unrecorded",schemaPath:"#/properties/unrecorded/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(data.rejected !== undefined){
let data8 = data.rejected;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key1 in data8){
let data9 = data8[key1];
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err29 = {instancePath:instancePath+"/rejected/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Rejected/additionalProperties/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
const err30 = {instancePath:instancePath+"/rejected/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Rejected/additionalProperties/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/rejected",schemaPath:"#/$defs/Rejected/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.balanced !== undefined){
if(typeof data.balanced !== "boolean"){
const err32 = {instancePath:instancePath+"/balanced",schemaPath:"#/properties/balanced/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.asOf !== undefined){
let data11 = data.asOf;
if(typeof data11 === "string"){
if(!(formats0.test(data11))){
const err33 = {instancePath:instancePath+"/asOf",schemaPath:"#/properties/asOf/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/asOf",schemaPath:"#/properties/asOf/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.lanes !== undefined){
let data12 = data.lanes;
if(Array.isArray(data12)){
if(data12.length > 1000){
const err35 = {instancePath:instancePath+"/lanes",schemaPath:"#/properties/lanes/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
if(!(validate3(data12[i0], {instancePath:instancePath+"/lanes/" + i0,parentData:data12,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
}
}
else {
const err36 = {instancePath:instancePath+"/lanes",schemaPath:"#/properties/lanes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="getLedger200" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate2(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listJobs200 = validate6;
const schema7 = {"type":"object","additionalProperties":false,"required":["items"],"properties":{"items":{"type":"array","maxItems":1000,"items":{"$ref":"#/$defs/Job"}}},"$defs":{"Job":{"type":"object","additionalProperties":false,"required":["service","name","cron","nextRunAt","takesPeriods","lastRun"],"properties":{"service":{"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60},"name":{"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60},"cron":{"type":["string","null"]},"nextRunAt":{"type":["string","null"],"format":"date-time"},"takesPeriods":{"type":"boolean"},"lastRun":{"oneOf":[{"$ref":"#/$defs/JobRun"},{"type":"null"}]}}},"JobRun":{"type":"object","additionalProperties":false,"required":["id","state","trigger","from","to","dueAt","startedAt","endedAt","detail","error"],"properties":{"id":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["waiting","running","done","failed","stopped"]},"trigger":{"type":"string","enum":["schedule","request"]},"from":{"type":["string","null"],"format":"date-time"},"to":{"type":["string","null"],"format":"date-time"},"dueAt":{"type":"string","format":"date-time"},"startedAt":{"type":["string","null"],"format":"date-time"},"endedAt":{"type":["string","null"],"format":"date-time"},"detail":{"type":["object","null"],"additionalProperties":true},"error":{"type":["string","null"]}}}},"$id":"listJobs200"};
const schema8 = {"type":"object","additionalProperties":false,"required":["service","name","cron","nextRunAt","takesPeriods","lastRun"],"properties":{"service":{"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60},"name":{"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60},"cron":{"type":["string","null"]},"nextRunAt":{"type":["string","null"],"format":"date-time"},"takesPeriods":{"type":"boolean"},"lastRun":{"oneOf":[{"$ref":"#/$defs/JobRun"},{"type":"null"}]}}};
const schema9 = {"type":"object","additionalProperties":false,"required":["id","state","trigger","from","to","dueAt","startedAt","endedAt","detail","error"],"properties":{"id":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["waiting","running","done","failed","stopped"]},"trigger":{"type":"string","enum":["schedule","request"]},"from":{"type":["string","null"],"format":"date-time"},"to":{"type":["string","null"],"format":"date-time"},"dueAt":{"type":"string","format":"date-time"},"startedAt":{"type":["string","null"],"format":"date-time"},"endedAt":{"type":["string","null"],"format":"date-time"},"detail":{"type":["object","null"],"additionalProperties":true},"error":{"type":["string","null"]}}};
const func3 = required0.default;
const pattern0 = new RegExp("^[a-z][a-z0-9-]*$", "u");

function validate7(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate7.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.service === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "service"},message:"must have required property '"+"service"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.cron === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cron"},message:"must have required property '"+"cron"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.nextRunAt === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "nextRunAt"},message:"must have required property '"+"nextRunAt"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.takesPeriods === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "takesPeriods"},message:"must have required property '"+"takesPeriods"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.lastRun === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lastRun"},message:"must have required property '"+"lastRun"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "service") || (key0 === "name")) || (key0 === "cron")) || (key0 === "nextRunAt")) || (key0 === "takesPeriods")) || (key0 === "lastRun"))){
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.service !== undefined){
let data0 = data.service;
if(typeof data0 === "string"){
if(func3(data0) > 60){
const err7 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/maxLength",keyword:"maxLength",params:{limit: 60},message:"must NOT have more than 60 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern0.test(data0)){
const err8 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},message:"must match pattern \""+"^[a-z][a-z0-9-]*$"+"\""};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(func3(data1) > 60){
const err10 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 60},message:"must NOT have more than 60 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern0.test(data1)){
const err11 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},message:"must match pattern \""+"^[a-z][a-z0-9-]*$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.cron !== undefined){
let data2 = data.cron;
if((typeof data2 !== "string") && (data2 !== null)){
const err13 = {instancePath:instancePath+"/cron",schemaPath:"#/properties/cron/type",keyword:"type",params:{type: schema8.properties.cron.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.nextRunAt !== undefined){
let data3 = data.nextRunAt;
if((typeof data3 !== "string") && (data3 !== null)){
const err14 = {instancePath:instancePath+"/nextRunAt",schemaPath:"#/properties/nextRunAt/type",keyword:"type",params:{type: schema8.properties.nextRunAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(typeof data3 === "string"){
if(!(formats0.test(data3))){
const err15 = {instancePath:instancePath+"/nextRunAt",schemaPath:"#/properties/nextRunAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(data.takesPeriods !== undefined){
if(typeof data.takesPeriods !== "boolean"){
const err16 = {instancePath:instancePath+"/takesPeriods",schemaPath:"#/properties/takesPeriods/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.lastRun !== undefined){
let data5 = data.lastRun;
const _errs13 = errors;
let valid1 = false;
let passing0 = null;
const _errs14 = errors;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.id === undefined){
const err17 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data5.state === undefined){
const err18 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data5.trigger === undefined){
const err19 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "trigger"},message:"must have required property '"+"trigger"+"'"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data5.from === undefined){
const err20 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data5.to === undefined){
const err21 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5.dueAt === undefined){
const err22 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "dueAt"},message:"must have required property '"+"dueAt"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data5.startedAt === undefined){
const err23 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "startedAt"},message:"must have required property '"+"startedAt"+"'"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data5.endedAt === undefined){
const err24 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "endedAt"},message:"must have required property '"+"endedAt"+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data5.detail === undefined){
const err25 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "detail"},message:"must have required property '"+"detail"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data5.error === undefined){
const err26 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "error"},message:"must have required property '"+"error"+"'"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key1 in data5){
if(!(func0.call(schema9.properties, key1))){
const err27 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data5.id !== undefined){
let data6 = data5.id;
if(typeof data6 === "string"){
if(!(formats10.test(data6))){
const err28 = {instancePath:instancePath+"/lastRun/id",schemaPath:"#/$defs/JobRun/properties/id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/lastRun/id",schemaPath:"#/$defs/JobRun/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data5.state !== undefined){
let data7 = data5.state;
if(typeof data7 !== "string"){
const err30 = {instancePath:instancePath+"/lastRun/state",schemaPath:"#/$defs/JobRun/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!(((((data7 === "waiting") || (data7 === "running")) || (data7 === "done")) || (data7 === "failed")) || (data7 === "stopped"))){
const err31 = {instancePath:instancePath+"/lastRun/state",schemaPath:"#/$defs/JobRun/properties/state/enum",keyword:"enum",params:{allowedValues: schema9.properties.state.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data5.trigger !== undefined){
let data8 = data5.trigger;
if(typeof data8 !== "string"){
const err32 = {instancePath:instancePath+"/lastRun/trigger",schemaPath:"#/$defs/JobRun/properties/trigger/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!((data8 === "schedule") || (data8 === "request"))){
const err33 = {instancePath:instancePath+"/lastRun/trigger",schemaPath:"#/$defs/JobRun/properties/trigger/enum",keyword:"enum",params:{allowedValues: schema9.properties.trigger.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data5.from !== undefined){
let data9 = data5.from;
if((typeof data9 !== "string") && (data9 !== null)){
const err34 = {instancePath:instancePath+"/lastRun/from",schemaPath:"#/$defs/JobRun/properties/from/type",keyword:"type",params:{type: schema9.properties.from.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(typeof data9 === "string"){
if(!(formats0.test(data9))){
const err35 = {instancePath:instancePath+"/lastRun/from",schemaPath:"#/$defs/JobRun/properties/from/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
if(data5.to !== undefined){
let data10 = data5.to;
if((typeof data10 !== "string") && (data10 !== null)){
const err36 = {instancePath:instancePath+"/lastRun/to",schemaPath:"#/$defs/JobRun/properties/to/type",keyword:"type",params:{type: schema9.properties.to.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(typeof data10 === "string"){
if(!(formats0.test(data10))){
const err37 = {instancePath:instancePath+"/lastRun/to",schemaPath:"#/$defs/JobRun/properties/to/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
if(data5.dueAt !== undefined){
let data11 = data5.dueAt;
if(typeof data11 === "string"){
if(!(formats0.test(data11))){
const err38 = {instancePath:instancePath+"/lastRun/dueAt",schemaPath:"#/$defs/JobRun/properties/dueAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/lastRun/dueAt",schemaPath:"#/$defs/JobRun/properties/dueAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data5.startedAt !== undefined){
let data12 = data5.startedAt;
if((typeof data12 !== "string") && (data12 !== null)){
const err40 = {instancePath:instancePath+"/lastRun/startedAt",schemaPath:"#/$defs/JobRun/properties/startedAt/type",keyword:"type",params:{type: schema9.properties.startedAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(typeof data12 === "string"){
if(!(formats0.test(data12))){
const err41 = {instancePath:instancePath+"/lastRun/startedAt",schemaPath:"#/$defs/JobRun/properties/startedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
if(data5.endedAt !== undefined){
let data13 = data5.endedAt;
if((typeof data13 !== "string") && (data13 !== null)){
const err42 = {instancePath:instancePath+"/lastRun/endedAt",schemaPath:"#/$defs/JobRun/properties/endedAt/type",keyword:"type",params:{type: schema9.properties.endedAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(typeof data13 === "string"){
if(!(formats0.test(data13))){
const err43 = {instancePath:instancePath+"/lastRun/endedAt",schemaPath:"#/$defs/JobRun/properties/endedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
if(data5.detail !== undefined){
let data14 = data5.detail;
if((!(data14 && typeof data14 == "object" && !Array.isArray(data14))) && (data14 !== null)){
const err44 = {instancePath:instancePath+"/lastRun/detail",schemaPath:"#/$defs/JobRun/properties/detail/type",keyword:"type",params:{type: schema9.properties.detail.type},message:"must be object,null"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data5.error !== undefined){
let data15 = data5.error;
if((typeof data15 !== "string") && (data15 !== null)){
const err45 = {instancePath:instancePath+"/lastRun/error",schemaPath:"#/$defs/JobRun/properties/error/type",keyword:"type",params:{type: schema9.properties.error.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/lastRun",schemaPath:"#/$defs/JobRun/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
var _valid0 = _errs14 === errors;
if(_valid0){
valid1 = true;
passing0 = 0;
}
const _errs39 = errors;
if(data5 !== null){
const err47 = {instancePath:instancePath+"/lastRun",schemaPath:"#/properties/lastRun/oneOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
var _valid0 = _errs39 === errors;
if(_valid0 && valid1){
valid1 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid1 = true;
passing0 = 1;
}
}
if(!valid1){
const err48 = {instancePath:instancePath+"/lastRun",schemaPath:"#/properties/lastRun/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err49 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate7.errors = vErrors;
return errors === 0;
}
validate7.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate6(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listJobs200" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate6.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.items === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "items"},message:"must have required property '"+"items"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "items")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.items !== undefined){
let data0 = data.items;
if(Array.isArray(data0)){
if(data0.length > 1000){
const err2 = {instancePath:instancePath+"/items",schemaPath:"#/properties/items/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(!(validate7(data0[i0], {instancePath:instancePath+"/items/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate7.errors : vErrors.concat(validate7.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath:instancePath+"/items",schemaPath:"#/properties/items/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate6.errors = vErrors;
return errors === 0;
}
validate6.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const listJobRuns200 = validate9;
const schema10 = {"type":"object","additionalProperties":false,"required":["items"],"properties":{"items":{"type":"array","maxItems":200,"items":{"$ref":"#/$defs/JobRun"}}},"$defs":{"JobRun":{"type":"object","additionalProperties":false,"required":["id","state","trigger","from","to","dueAt","startedAt","endedAt","detail","error"],"properties":{"id":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["waiting","running","done","failed","stopped"]},"trigger":{"type":"string","enum":["schedule","request"]},"from":{"type":["string","null"],"format":"date-time"},"to":{"type":["string","null"],"format":"date-time"},"dueAt":{"type":"string","format":"date-time"},"startedAt":{"type":["string","null"],"format":"date-time"},"endedAt":{"type":["string","null"],"format":"date-time"},"detail":{"type":["object","null"],"additionalProperties":true},"error":{"type":["string","null"]}}}},"$id":"listJobRuns200"};
const schema11 = {"type":"object","additionalProperties":false,"required":["id","state","trigger","from","to","dueAt","startedAt","endedAt","detail","error"],"properties":{"id":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["waiting","running","done","failed","stopped"]},"trigger":{"type":"string","enum":["schedule","request"]},"from":{"type":["string","null"],"format":"date-time"},"to":{"type":["string","null"],"format":"date-time"},"dueAt":{"type":"string","format":"date-time"},"startedAt":{"type":["string","null"],"format":"date-time"},"endedAt":{"type":["string","null"],"format":"date-time"},"detail":{"type":["object","null"],"additionalProperties":true},"error":{"type":["string","null"]}}};

function validate9(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="listJobRuns200" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate9.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.items === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "items"},message:"must have required property '"+"items"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "items")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.items !== undefined){
let data0 = data.items;
if(Array.isArray(data0)){
if(data0.length > 200){
const err2 = {instancePath:instancePath+"/items",schemaPath:"#/properties/items/maxItems",keyword:"maxItems",params:{limit: 200},message:"must NOT have more than 200 items"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.id === undefined){
const err3 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1.state === undefined){
const err4 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.trigger === undefined){
const err5 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "trigger"},message:"must have required property '"+"trigger"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.from === undefined){
const err6 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.to === undefined){
const err7 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.dueAt === undefined){
const err8 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "dueAt"},message:"must have required property '"+"dueAt"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data1.startedAt === undefined){
const err9 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "startedAt"},message:"must have required property '"+"startedAt"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1.endedAt === undefined){
const err10 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "endedAt"},message:"must have required property '"+"endedAt"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data1.detail === undefined){
const err11 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "detail"},message:"must have required property '"+"detail"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data1.error === undefined){
const err12 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "error"},message:"must have required property '"+"error"+"'"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 in data1){
if(!(func0.call(schema11.properties, key1))){
const err13 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.id !== undefined){
let data2 = data1.id;
if(typeof data2 === "string"){
if(!(formats10.test(data2))){
const err14 = {instancePath:instancePath+"/items/" + i0+"/id",schemaPath:"#/$defs/JobRun/properties/id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/items/" + i0+"/id",schemaPath:"#/$defs/JobRun/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data1.state !== undefined){
let data3 = data1.state;
if(typeof data3 !== "string"){
const err16 = {instancePath:instancePath+"/items/" + i0+"/state",schemaPath:"#/$defs/JobRun/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!(((((data3 === "waiting") || (data3 === "running")) || (data3 === "done")) || (data3 === "failed")) || (data3 === "stopped"))){
const err17 = {instancePath:instancePath+"/items/" + i0+"/state",schemaPath:"#/$defs/JobRun/properties/state/enum",keyword:"enum",params:{allowedValues: schema11.properties.state.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data1.trigger !== undefined){
let data4 = data1.trigger;
if(typeof data4 !== "string"){
const err18 = {instancePath:instancePath+"/items/" + i0+"/trigger",schemaPath:"#/$defs/JobRun/properties/trigger/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!((data4 === "schedule") || (data4 === "request"))){
const err19 = {instancePath:instancePath+"/items/" + i0+"/trigger",schemaPath:"#/$defs/JobRun/properties/trigger/enum",keyword:"enum",params:{allowedValues: schema11.properties.trigger.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data1.from !== undefined){
let data5 = data1.from;
if((typeof data5 !== "string") && (data5 !== null)){
const err20 = {instancePath:instancePath+"/items/" + i0+"/from",schemaPath:"#/$defs/JobRun/properties/from/type",keyword:"type",params:{type: schema11.properties.from.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(typeof data5 === "string"){
if(!(formats0.test(data5))){
const err21 = {instancePath:instancePath+"/items/" + i0+"/from",schemaPath:"#/$defs/JobRun/properties/from/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
if(data1.to !== undefined){
let data6 = data1.to;
if((typeof data6 !== "string") && (data6 !== null)){
const err22 = {instancePath:instancePath+"/items/" + i0+"/to",schemaPath:"#/$defs/JobRun/properties/to/type",keyword:"type",params:{type: schema11.properties.to.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(typeof data6 === "string"){
if(!(formats0.test(data6))){
const err23 = {instancePath:instancePath+"/items/" + i0+"/to",schemaPath:"#/$defs/JobRun/properties/to/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
if(data1.dueAt !== undefined){
let data7 = data1.dueAt;
if(typeof data7 === "string"){
if(!(formats0.test(data7))){
const err24 = {instancePath:instancePath+"/items/" + i0+"/dueAt",schemaPath:"#/$defs/JobRun/properties/dueAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/items/" + i0+"/dueAt",schemaPath:"#/$defs/JobRun/properties/dueAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data1.startedAt !== undefined){
let data8 = data1.startedAt;
if((typeof data8 !== "string") && (data8 !== null)){
const err26 = {instancePath:instancePath+"/items/" + i0+"/startedAt",schemaPath:"#/$defs/JobRun/properties/startedAt/type",keyword:"type",params:{type: schema11.properties.startedAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(typeof data8 === "string"){
if(!(formats0.test(data8))){
const err27 = {instancePath:instancePath+"/items/" + i0+"/startedAt",schemaPath:"#/$defs/JobRun/properties/startedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
if(data1.endedAt !== undefined){
let data9 = data1.endedAt;
if((typeof data9 !== "string") && (data9 !== null)){
const err28 = {instancePath:instancePath+"/items/" + i0+"/endedAt",schemaPath:"#/$defs/JobRun/properties/endedAt/type",keyword:"type",params:{type: schema11.properties.endedAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(typeof data9 === "string"){
if(!(formats0.test(data9))){
const err29 = {instancePath:instancePath+"/items/" + i0+"/endedAt",schemaPath:"#/$defs/JobRun/properties/endedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
if(data1.detail !== undefined){
let data10 = data1.detail;
if((!(data10 && typeof data10 == "object" && !Array.isArray(data10))) && (data10 !== null)){
const err30 = {instancePath:instancePath+"/items/" + i0+"/detail",schemaPath:"#/$defs/JobRun/properties/detail/type",keyword:"type",params:{type: schema11.properties.detail.type},message:"must be object,null"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data1.error !== undefined){
let data11 = data1.error;
if((typeof data11 !== "string") && (data11 !== null)){
const err31 = {instancePath:instancePath+"/items/" + i0+"/error",schemaPath:"#/$defs/JobRun/properties/error/type",keyword:"type",params:{type: schema11.properties.error.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/items/" + i0,schemaPath:"#/$defs/JobRun/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/items",schemaPath:"#/properties/items/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
validate9.errors = vErrors;
return errors === 0;
}
validate9.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const runJob202 = validate10;
const schema12 = {"$ref":"#/$defs/JobRun","$defs":{"JobRun":{"type":"object","additionalProperties":false,"required":["id","state","trigger","from","to","dueAt","startedAt","endedAt","detail","error"],"properties":{"id":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["waiting","running","done","failed","stopped"]},"trigger":{"type":"string","enum":["schedule","request"]},"from":{"type":["string","null"],"format":"date-time"},"to":{"type":["string","null"],"format":"date-time"},"dueAt":{"type":"string","format":"date-time"},"startedAt":{"type":["string","null"],"format":"date-time"},"endedAt":{"type":["string","null"],"format":"date-time"},"detail":{"type":["object","null"],"additionalProperties":true},"error":{"type":["string","null"]}}}},"$id":"runJob202"};
const schema13 = {"type":"object","additionalProperties":false,"required":["id","state","trigger","from","to","dueAt","startedAt","endedAt","detail","error"],"properties":{"id":{"type":"string","format":"uuid"},"state":{"type":"string","enum":["waiting","running","done","failed","stopped"]},"trigger":{"type":"string","enum":["schedule","request"]},"from":{"type":["string","null"],"format":"date-time"},"to":{"type":["string","null"],"format":"date-time"},"dueAt":{"type":"string","format":"date-time"},"startedAt":{"type":["string","null"],"format":"date-time"},"endedAt":{"type":["string","null"],"format":"date-time"},"detail":{"type":["object","null"],"additionalProperties":true},"error":{"type":["string","null"]}}};

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="runJob202" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate10.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.state === undefined){
const err1 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.trigger === undefined){
const err2 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "trigger"},message:"must have required property '"+"trigger"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.from === undefined){
const err3 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.to === undefined){
const err4 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.dueAt === undefined){
const err5 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "dueAt"},message:"must have required property '"+"dueAt"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.startedAt === undefined){
const err6 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "startedAt"},message:"must have required property '"+"startedAt"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.endedAt === undefined){
const err7 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "endedAt"},message:"must have required property '"+"endedAt"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.detail === undefined){
const err8 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "detail"},message:"must have required property '"+"detail"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.error === undefined){
const err9 = {instancePath,schemaPath:"#/$defs/JobRun/required",keyword:"required",params:{missingProperty: "error"},message:"must have required property '"+"error"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key0 in data){
if(!(func0.call(schema13.properties, key0))){
const err10 = {instancePath,schemaPath:"#/$defs/JobRun/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!(formats10.test(data0))){
const err11 = {instancePath:instancePath+"/id",schemaPath:"#/$defs/JobRun/properties/id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/id",schemaPath:"#/$defs/JobRun/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.state !== undefined){
let data1 = data.state;
if(typeof data1 !== "string"){
const err13 = {instancePath:instancePath+"/state",schemaPath:"#/$defs/JobRun/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!(((((data1 === "waiting") || (data1 === "running")) || (data1 === "done")) || (data1 === "failed")) || (data1 === "stopped"))){
const err14 = {instancePath:instancePath+"/state",schemaPath:"#/$defs/JobRun/properties/state/enum",keyword:"enum",params:{allowedValues: schema13.properties.state.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.trigger !== undefined){
let data2 = data.trigger;
if(typeof data2 !== "string"){
const err15 = {instancePath:instancePath+"/trigger",schemaPath:"#/$defs/JobRun/properties/trigger/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!((data2 === "schedule") || (data2 === "request"))){
const err16 = {instancePath:instancePath+"/trigger",schemaPath:"#/$defs/JobRun/properties/trigger/enum",keyword:"enum",params:{allowedValues: schema13.properties.trigger.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.from !== undefined){
let data3 = data.from;
if((typeof data3 !== "string") && (data3 !== null)){
const err17 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/JobRun/properties/from/type",keyword:"type",params:{type: schema13.properties.from.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data3 === "string"){
if(!(formats0.test(data3))){
const err18 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/JobRun/properties/from/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.to !== undefined){
let data4 = data.to;
if((typeof data4 !== "string") && (data4 !== null)){
const err19 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/JobRun/properties/to/type",keyword:"type",params:{type: schema13.properties.to.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(typeof data4 === "string"){
if(!(formats0.test(data4))){
const err20 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/JobRun/properties/to/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
if(data.dueAt !== undefined){
let data5 = data.dueAt;
if(typeof data5 === "string"){
if(!(formats0.test(data5))){
const err21 = {instancePath:instancePath+"/dueAt",schemaPath:"#/$defs/JobRun/properties/dueAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/dueAt",schemaPath:"#/$defs/JobRun/properties/dueAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.startedAt !== undefined){
let data6 = data.startedAt;
if((typeof data6 !== "string") && (data6 !== null)){
const err23 = {instancePath:instancePath+"/startedAt",schemaPath:"#/$defs/JobRun/properties/startedAt/type",keyword:"type",params:{type: schema13.properties.startedAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(typeof data6 === "string"){
if(!(formats0.test(data6))){
const err24 = {instancePath:instancePath+"/startedAt",schemaPath:"#/$defs/JobRun/properties/startedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
if(data.endedAt !== undefined){
let data7 = data.endedAt;
if((typeof data7 !== "string") && (data7 !== null)){
const err25 = {instancePath:instancePath+"/endedAt",schemaPath:"#/$defs/JobRun/properties/endedAt/type",keyword:"type",params:{type: schema13.properties.endedAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(typeof data7 === "string"){
if(!(formats0.test(data7))){
const err26 = {instancePath:instancePath+"/endedAt",schemaPath:"#/$defs/JobRun/properties/endedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data.detail !== undefined){
let data8 = data.detail;
if((!(data8 && typeof data8 == "object" && !Array.isArray(data8))) && (data8 !== null)){
const err27 = {instancePath:instancePath+"/detail",schemaPath:"#/$defs/JobRun/properties/detail/type",keyword:"type",params:{type: schema13.properties.detail.type},message:"must be object,null"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.error !== undefined){
let data9 = data.error;
if((typeof data9 !== "string") && (data9 !== null)){
const err28 = {instancePath:instancePath+"/error",schemaPath:"#/$defs/JobRun/properties/error/type",keyword:"type",params:{type: schema13.properties.error.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/$defs/JobRun/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
validate10.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

