// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import required0_first from "ajv/dist/runtime/ucs2length.js";

export const createLinkBody = validate0_first;
const schema0_first = {"$ref":"#/$defs/LinkCreate","$defs":{"LinkCreate":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"alias":{"type":"string","minLength":2,"maxLength":190,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]*$"},"title":{"type":"string","maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":"string","format":"date-time"},"maxClicks":{"type":"integer","minimum":1,"maximum":1000000000}}},"Tags":{"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}}},"$id":"createLinkBody"};
const schema1_first = {"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"alias":{"type":"string","minLength":2,"maxLength":190,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]*$"},"title":{"type":"string","maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":"string","format":"date-time"},"maxClicks":{"type":"integer","minimum":1,"maximum":1000000000}}};
const schema2_first = {"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}};
const func0_first = required0_first.default;
const pattern0_first = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]*$", "u");
const pattern1_first = new RegExp("^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$", "u");
const formats0_first = /^(?!0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:(?!0000)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function validate1_first(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0_first = validate1_first.evaluated;
if(evaluated0_first.dynamicProps){
evaluated0_first.props = undefined;
}
if(evaluated0_first.dynamicItems){
evaluated0_first.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.url === undefined) && (missing0 = "url")){
validate1_first.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "url") || (key0 === "alias")) || (key0 === "title")) || (key0 === "tags")) || (key0 === "expiresAt")) || (key0 === "maxClicks"))){
validate1_first.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.url !== undefined){
let data0 = data.url;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func0_first(data0) > 8192){
validate1_first.errors = [{instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(func0_first(data0) < 1){
validate1_first.errors = [{instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate1_first.errors = [{instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.alias !== undefined){
let data1 = data.alias;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func0_first(data1) > 190){
validate1_first.errors = [{instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/maxLength",keyword:"maxLength",params:{limit: 190},message:"must NOT have more than 190 characters"}];
return false;
}
else {
if(func0_first(data1) < 2){
validate1_first.errors = [{instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/minLength",keyword:"minLength",params:{limit: 2},message:"must NOT have fewer than 2 characters"}];
return false;
}
else {
if(!pattern0_first.test(data1)){
validate1_first.errors = [{instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
}
else {
validate1_first.errors = [{instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data2 = data.title;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(func0_first(data2) > 200){
validate1_first.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(!pattern1_first.test(data2)){
validate1_first.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""}];
return false;
}
}
}
else {
validate1_first.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tags !== undefined){
let data3 = data.tags;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data3)){
if(data3.length > 20){
validate1_first.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(func0_first(data4) > 64){
validate1_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func0_first(data4) < 1){
validate1_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern1_first.test(data4)){
validate1_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""}];
return false;
}
}
}
}
else {
validate1_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs11 === errors;
if(!valid2){
break;
}
}
if(valid2){
let i1 = data3.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data3[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate1_first.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"}];
return false;
break;
}
indices0[item0] = i1;
}
}
}
}
}
else {
validate1_first.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data5 = data.expiresAt;
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(typeof data5 === "string"){
if(!(formats0_first.test(data5))){
validate1_first.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
else {
validate1_first.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxClicks !== undefined){
let data6 = data.maxClicks;
const _errs15 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate1_first.errors = [{instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs15){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1000000000 || isNaN(data6)){
validate1_first.errors = [{instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate1_first.errors = [{instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate1_first.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate1_first.errors = vErrors;
return errors === 0;
}
validate1_first.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate0_first(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createLinkBody" */;
let vErrors = null;
let errors = 0;
const evaluated0_first = validate0_first.evaluated;
if(evaluated0_first.dynamicProps){
evaluated0_first.props = undefined;
}
if(evaluated0_first.dynamicItems){
evaluated0_first.items = undefined;
}
if(!(validate1_first(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1_first.errors : vErrors.concat(validate1_first.errors);
errors = vErrors.length;
}
validate0_first.errors = vErrors;
return errors === 0;
}
validate0_first.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateLinkBody = validate3_first;
const schema3_first = {"$ref":"#/$defs/LinkUpdate","$defs":{"LinkUpdate":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"title":{"type":["string","null"],"maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":["string","null"],"format":"date-time"},"maxClicks":{"type":["integer","null"],"minimum":1,"maximum":1000000000}}},"Tags":{"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}}},"$id":"updateLinkBody"};
const schema4_first = {"type":"object","additionalProperties":false,"minProperties":1,"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"title":{"type":["string","null"],"maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":["string","null"],"format":"date-time"},"maxClicks":{"type":["integer","null"],"minimum":1,"maximum":1000000000}}};
const schema5_first = {"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}};

function validate4_first(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0_first = validate4_first.evaluated;
if(evaluated0_first.dynamicProps){
evaluated0_first.props = undefined;
}
if(evaluated0_first.dynamicItems){
evaluated0_first.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
validate4_first.errors = [{instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "url") || (key0 === "title")) || (key0 === "tags")) || (key0 === "expiresAt")) || (key0 === "maxClicks"))){
validate4_first.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.url !== undefined){
let data0 = data.url;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func0_first(data0) > 8192){
validate4_first.errors = [{instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(func0_first(data0) < 1){
validate4_first.errors = [{instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate4_first.errors = [{instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data1 = data.title;
const _errs4 = errors;
if((typeof data1 !== "string") && (data1 !== null)){
validate4_first.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: schema4_first.properties.title.type},message:"must be string,null"}];
return false;
}
if(errors === _errs4){
if(typeof data1 === "string"){
if(func0_first(data1) > 200){
validate4_first.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(!pattern1_first.test(data1)){
validate4_first.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tags !== undefined){
let data2 = data.tags;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data2)){
if(data2.length > 20){
validate4_first.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(func0_first(data3) > 64){
validate4_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func0_first(data3) < 1){
validate4_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern1_first.test(data3)){
validate4_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""}];
return false;
}
}
}
}
else {
validate4_first.errors = [{instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
if(valid2){
let i1 = data2.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data2[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate4_first.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"}];
return false;
break;
}
indices0[item0] = i1;
}
}
}
}
}
else {
validate4_first.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data4 = data.expiresAt;
const _errs11 = errors;
if((typeof data4 !== "string") && (data4 !== null)){
validate4_first.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/type",keyword:"type",params:{type: schema4_first.properties.expiresAt.type},message:"must be string,null"}];
return false;
}
if(errors === _errs11){
if(errors === _errs11){
if(typeof data4 === "string"){
if(!(formats0_first.test(data4))){
validate4_first.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxClicks !== undefined){
let data5 = data.maxClicks;
const _errs13 = errors;
if((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (data5 !== null)){
validate4_first.errors = [{instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/type",keyword:"type",params:{type: schema4_first.properties.maxClicks.type},message:"must be integer,null"}];
return false;
}
if(errors === _errs13){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000000000 || isNaN(data5)){
validate4_first.errors = [{instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate4_first.errors = [{instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate4_first.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate4_first.errors = vErrors;
return errors === 0;
}
validate4_first.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate3_first(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateLinkBody" */;
let vErrors = null;
let errors = 0;
const evaluated0_first = validate3_first.evaluated;
if(evaluated0_first.dynamicProps){
evaluated0_first.props = undefined;
}
if(evaluated0_first.dynamicItems){
evaluated0_first.items = undefined;
}
if(!(validate4_first(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4_first.errors : vErrors.concat(validate4_first.errors);
errors = vErrors.length;
}
validate3_first.errors = vErrors;
return errors === 0;
}
validate3_first.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

import required0_all from "ajv/dist/runtime/ucs2length.js";

export const createLinkBodyExplain = validate0_all;
const schema0_all = {"$ref":"#/$defs/LinkCreate","$defs":{"LinkCreate":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"alias":{"type":"string","minLength":2,"maxLength":190,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]*$"},"title":{"type":"string","maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":"string","format":"date-time"},"maxClicks":{"type":"integer","minimum":1,"maximum":1000000000}}},"Tags":{"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}}},"$id":"createLinkBodyExplain"};
const schema1_all = {"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"alias":{"type":"string","minLength":2,"maxLength":190,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]*$"},"title":{"type":"string","maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":"string","format":"date-time"},"maxClicks":{"type":"integer","minimum":1,"maximum":1000000000}}};
const schema2_all = {"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}};
const func0_all = required0_all.default;
const pattern0_all = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]*$", "u");
const pattern1_all = new RegExp("^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$", "u");
const formats0_all = /^(?!0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:(?!0000)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function validate1_all(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0_all = validate1_all.evaluated;
if(evaluated0_all.dynamicProps){
evaluated0_all.props = undefined;
}
if(evaluated0_all.dynamicItems){
evaluated0_all.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "url") || (key0 === "alias")) || (key0 === "title")) || (key0 === "tags")) || (key0 === "expiresAt")) || (key0 === "maxClicks"))){
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
if(data.url !== undefined){
let data0 = data.url;
if(typeof data0 === "string"){
if(func0_all(data0) > 8192){
const err2 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func0_all(data0) < 1){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.alias !== undefined){
let data1 = data.alias;
if(typeof data1 === "string"){
if(func0_all(data1) > 190){
const err5 = {instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/maxLength",keyword:"maxLength",params:{limit: 190},message:"must NOT have more than 190 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(func0_all(data1) < 2){
const err6 = {instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/minLength",keyword:"minLength",params:{limit: 2},message:"must NOT have fewer than 2 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern0_all.test(data1)){
const err7 = {instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*$"+"\""};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/alias",schemaPath:"#/properties/alias/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.title !== undefined){
let data2 = data.title;
if(typeof data2 === "string"){
if(func0_all(data2) > 200){
const err9 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!pattern1_all.test(data2)){
const err10 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.tags !== undefined){
let data3 = data.tags;
if(Array.isArray(data3)){
if(data3.length > 20){
const err12 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(func0_all(data4) > 64){
const err13 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func0_all(data4) < 1){
const err14 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern1_all.test(data4)){
const err15 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
let i1 = data3.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data3[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err17 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err18 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.expiresAt !== undefined){
let data5 = data.expiresAt;
if(typeof data5 === "string"){
if(!(formats0_all.test(data5))){
const err19 = {instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.maxClicks !== undefined){
let data6 = data.maxClicks;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err21 = {instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1000000000 || isNaN(data6)){
const err22 = {instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err23 = {instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
}
else {
const err24 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
validate1_all.errors = vErrors;
return errors === 0;
}
validate1_all.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate0_all(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="createLinkBodyExplain" */;
let vErrors = null;
let errors = 0;
const evaluated0_all = validate0_all.evaluated;
if(evaluated0_all.dynamicProps){
evaluated0_all.props = undefined;
}
if(evaluated0_all.dynamicItems){
evaluated0_all.items = undefined;
}
if(!(validate1_all(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1_all.errors : vErrors.concat(validate1_all.errors);
errors = vErrors.length;
}
validate0_all.errors = vErrors;
return errors === 0;
}
validate0_all.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const updateLinkBodyExplain = validate3_all;
const schema3_all = {"$ref":"#/$defs/LinkUpdate","$defs":{"LinkUpdate":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"title":{"type":["string","null"],"maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":["string","null"],"format":"date-time"},"maxClicks":{"type":["integer","null"],"minimum":1,"maximum":1000000000}}},"Tags":{"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}}},"$id":"updateLinkBodyExplain"};
const schema4_all = {"type":"object","additionalProperties":false,"minProperties":1,"properties":{"url":{"type":"string","minLength":1,"maxLength":8192},"title":{"type":["string","null"],"maxLength":200,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},"tags":{"$ref":"#/$defs/Tags"},"expiresAt":{"type":["string","null"],"format":"date-time"},"maxClicks":{"type":["integer","null"],"minimum":1,"maximum":1000000000}}};
const schema5_all = {"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"}};

function validate4_all(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0_all = validate4_all.evaluated;
if(evaluated0_all.dynamicProps){
evaluated0_all.props = undefined;
}
if(evaluated0_all.dynamicItems){
evaluated0_all.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "url") || (key0 === "title")) || (key0 === "tags")) || (key0 === "expiresAt")) || (key0 === "maxClicks"))){
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
if(data.url !== undefined){
let data0 = data.url;
if(typeof data0 === "string"){
if(func0_all(data0) > 8192){
const err2 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func0_all(data0) < 1){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.title !== undefined){
let data1 = data.title;
if((typeof data1 !== "string") && (data1 !== null)){
const err5 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: schema4_all.properties.title.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data1 === "string"){
if(func0_all(data1) > 200){
const err6 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern1_all.test(data1)){
const err7 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.tags !== undefined){
let data2 = data.tags;
if(Array.isArray(data2)){
if(data2.length > 20){
const err8 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(func0_all(data3) > 64){
const err9 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(func0_all(data3) < 1){
const err10 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern1_all.test(data3)){
const err11 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$"+"\""};
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
const err12 = {instancePath:instancePath+"/tags/" + i0,schemaPath:"#/$defs/Tags/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
let i1 = data2.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data2[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err13 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err14 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/Tags/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.expiresAt !== undefined){
let data4 = data.expiresAt;
if((typeof data4 !== "string") && (data4 !== null)){
const err15 = {instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/type",keyword:"type",params:{type: schema4_all.properties.expiresAt.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(typeof data4 === "string"){
if(!(formats0_all.test(data4))){
const err16 = {instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
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
if(data.maxClicks !== undefined){
let data5 = data.maxClicks;
if((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (data5 !== null)){
const err17 = {instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/type",keyword:"type",params:{type: schema4_all.properties.maxClicks.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000000000 || isNaN(data5)){
const err18 = {instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data5 < 1 || isNaN(data5)){
const err19 = {instancePath:instancePath+"/maxClicks",schemaPath:"#/properties/maxClicks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate4_all.errors = vErrors;
return errors === 0;
}
validate4_all.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate3_all(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="updateLinkBodyExplain" */;
let vErrors = null;
let errors = 0;
const evaluated0_all = validate3_all.evaluated;
if(evaluated0_all.dynamicProps){
evaluated0_all.props = undefined;
}
if(evaluated0_all.dynamicItems){
evaluated0_all.items = undefined;
}
if(!(validate4_all(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4_all.errors : vErrors.concat(validate4_all.errors);
errors = vErrors.length;
}
validate3_all.errors = vErrors;
return errors === 0;
}
validate3_all.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

