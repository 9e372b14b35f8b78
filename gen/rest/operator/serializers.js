// Generated from api/operator.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import Serializer from "fast-json-stringify/lib/serializer.js";

const serializer = Serializer.restoreFromState({ mode: "standalone" });
export const listJobs200 = JSON.stringify;
export const listJobRuns200 = (function anonymous(validator,serializer
) {

    
const {
  asString,
  asNumber,
  asBoolean,
  asDateTime,
  asDate,
  asTime,
  asUnsafeString,
  asPlainStringArray
} = serializer

const asInteger = serializer.asInteger.bind(serializer)


    const JSON_STR_BEGIN_OBJECT = '{'
    const JSON_STR_END_OBJECT = '}'
    const JSON_STR_BEGIN_ARRAY = '['
    const JSON_STR_END_ARRAY = ']'
    const JSON_STR_COMMA = ','
    const JSON_STR_COLONS = ':'
    const JSON_STR_QUOTE = '"'
    const JSON_STR_EMPTY_OBJECT = JSON_STR_BEGIN_OBJECT + JSON_STR_END_OBJECT
    const JSON_STR_EMPTY_ARRAY = JSON_STR_BEGIN_ARRAY + JSON_STR_END_ARRAY
    const JSON_STR_EMPTY_STRING = JSON_STR_QUOTE + JSON_STR_QUOTE
    const JSON_STR_NULL = 'null'
    
  
    
      // "#/$defs/JobRun/properties/detail"
      function anonymous3 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_12 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_12 ? JSON_STR_COMMA : ((addComma_12 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_12) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#/$defs/JobRun"
      function anonymous2 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_id_3 = obj["id"]
      if (value_id_3 !== undefined) {
        json += "{\"id\":"
        
        if (typeof value_id_3 !== 'string') {
          if (value_id_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_id_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_id_3.toISOString() + JSON_STR_QUOTE
          } else if (value_id_3 instanceof RegExp) {
            json += asString(value_id_3.source)
          } else {
            json += asString(value_id_3.toString())
          }
        } else {
          json += asString(value_id_3)
        }
        
      } else {
        throw new Error('"id" is required!')
      }
      
      const value_state_4 = obj["state"]
      if (value_state_4 !== undefined) {
        json += ",\"state\":"
        
        if (typeof value_state_4 !== 'string') {
          if (value_state_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_state_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_state_4.toISOString() + JSON_STR_QUOTE
          } else if (value_state_4 instanceof RegExp) {
            json += asString(value_state_4.source)
          } else {
            json += asString(value_state_4.toString())
          }
        } else {
          json += asString(value_state_4)
        }
        
      } else {
        throw new Error('"state" is required!')
      }
      
      const value_trigger_5 = obj["trigger"]
      if (value_trigger_5 !== undefined) {
        json += ",\"trigger\":"
        
        if (typeof value_trigger_5 !== 'string') {
          if (value_trigger_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_trigger_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_trigger_5.toISOString() + JSON_STR_QUOTE
          } else if (value_trigger_5 instanceof RegExp) {
            json += asString(value_trigger_5.source)
          } else {
            json += asString(value_trigger_5.toString())
          }
        } else {
          json += asString(value_trigger_5)
        }
        
      } else {
        throw new Error('"trigger" is required!')
      }
      
      const value_from_6 = obj["from"]
      if (value_from_6 !== undefined) {
        json += ",\"from\":"
        
          if (value_from_6 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_from_6 === "string" ||
            value_from_6 === null ||
            value_from_6 instanceof Date ||
            value_from_6 instanceof RegExp ||
            (
              typeof value_from_6 === "object" &&
              typeof value_from_6.toString === "function" &&
              value_from_6.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_from_6)
          }
        
    else throw new TypeError("The value of '#/$defs/JobRun/properties/from' does not match schema definition.")
  
      } else {
        throw new Error('"from" is required!')
      }
      
      const value_to_7 = obj["to"]
      if (value_to_7 !== undefined) {
        json += ",\"to\":"
        
          if (value_to_7 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_to_7 === "string" ||
            value_to_7 === null ||
            value_to_7 instanceof Date ||
            value_to_7 instanceof RegExp ||
            (
              typeof value_to_7 === "object" &&
              typeof value_to_7.toString === "function" &&
              value_to_7.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_to_7)
          }
        
    else throw new TypeError("The value of '#/$defs/JobRun/properties/to' does not match schema definition.")
  
      } else {
        throw new Error('"to" is required!')
      }
      
      const value_dueAt_8 = obj["dueAt"]
      if (value_dueAt_8 !== undefined) {
        json += ",\"dueAt\":"
        json += asDateTime(value_dueAt_8)
      } else {
        throw new Error('"dueAt" is required!')
      }
      
      const value_startedAt_9 = obj["startedAt"]
      if (value_startedAt_9 !== undefined) {
        json += ",\"startedAt\":"
        
          if (value_startedAt_9 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_startedAt_9 === "string" ||
            value_startedAt_9 === null ||
            value_startedAt_9 instanceof Date ||
            value_startedAt_9 instanceof RegExp ||
            (
              typeof value_startedAt_9 === "object" &&
              typeof value_startedAt_9.toString === "function" &&
              value_startedAt_9.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_startedAt_9)
          }
        
    else throw new TypeError("The value of '#/$defs/JobRun/properties/startedAt' does not match schema definition.")
  
      } else {
        throw new Error('"startedAt" is required!')
      }
      
      const value_endedAt_10 = obj["endedAt"]
      if (value_endedAt_10 !== undefined) {
        json += ",\"endedAt\":"
        
          if (value_endedAt_10 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_endedAt_10 === "string" ||
            value_endedAt_10 === null ||
            value_endedAt_10 instanceof Date ||
            value_endedAt_10 instanceof RegExp ||
            (
              typeof value_endedAt_10 === "object" &&
              typeof value_endedAt_10.toString === "function" &&
              value_endedAt_10.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_endedAt_10)
          }
        
    else throw new TypeError("The value of '#/$defs/JobRun/properties/endedAt' does not match schema definition.")
  
      } else {
        throw new Error('"endedAt" is required!')
      }
      
      const value_detail_11 = obj["detail"]
      if (value_detail_11 !== undefined) {
        json += ",\"detail\":"
        
          if (value_detail_11 === null) {
            json += JSON_STR_NULL
          }
          
          else if((typeof value_detail_11 === "object" && !Array.isArray(value_detail_11)) || value_detail_11 === null) {
            json += anonymous3(value_detail_11)
          }
        
    else throw new TypeError("The value of '#/$defs/JobRun/properties/detail' does not match schema definition.")
  
      } else {
        throw new Error('"detail" is required!')
      }
      
      const value_error_13 = obj["error"]
      if (value_error_13 !== undefined) {
        json += ",\"error\":"
        
          if (value_error_13 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_error_13 === "string" ||
            value_error_13 === null ||
            value_error_13 instanceof Date ||
            value_error_13 instanceof RegExp ||
            (
              typeof value_error_13 === "object" &&
              typeof value_error_13.toString === "function" &&
              value_error_13.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_error_13 !== 'string') {
          if (value_error_13 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_error_13 instanceof Date) {
            json += JSON_STR_QUOTE + value_error_13.toISOString() + JSON_STR_QUOTE
          } else if (value_error_13 instanceof RegExp) {
            json += asString(value_error_13.source)
          } else {
            json += asString(value_error_13.toString())
          }
        } else {
          json += asString(value_error_13)
        }
        
          }
        
    else throw new TypeError("The value of '#/$defs/JobRun/properties/error' does not match schema definition.")
  
      } else {
        throw new Error('"error" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

    function anonymous1 (obj) {
      // "#/properties/items"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/properties/items' does not match schema definition.")
    }
    const arrayLength = obj.length
  
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        json += anonymous2(value)
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          json += anonymous2(value)
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_items_1 = obj["items"]
      if (value_items_1 !== undefined) {
        json += "{\"items\":"
        json += anonymous1(value_items_1)
      } else {
        throw new Error('"items" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
export const runJob202 = (function anonymous(validator,serializer
) {

    
const {
  asString,
  asNumber,
  asBoolean,
  asDateTime,
  asDate,
  asTime,
  asUnsafeString,
  asPlainStringArray
} = serializer

const asInteger = serializer.asInteger.bind(serializer)


    const JSON_STR_BEGIN_OBJECT = '{'
    const JSON_STR_END_OBJECT = '}'
    const JSON_STR_BEGIN_ARRAY = '['
    const JSON_STR_END_ARRAY = ']'
    const JSON_STR_COMMA = ','
    const JSON_STR_COLONS = ':'
    const JSON_STR_QUOTE = '"'
    const JSON_STR_EMPTY_OBJECT = JSON_STR_BEGIN_OBJECT + JSON_STR_END_OBJECT
    const JSON_STR_EMPTY_ARRAY = JSON_STR_BEGIN_ARRAY + JSON_STR_END_ARRAY
    const JSON_STR_EMPTY_STRING = JSON_STR_QUOTE + JSON_STR_QUOTE
    const JSON_STR_NULL = 'null'
    
  
    
      // "merged0#/properties/detail"
      function anonymous1 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_10 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_10 ? JSON_STR_COMMA : ((addComma_10 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_10) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "merged0#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_id_1 = obj["id"]
      if (value_id_1 !== undefined) {
        json += "{\"id\":"
        
        if (typeof value_id_1 !== 'string') {
          if (value_id_1 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_id_1 instanceof Date) {
            json += JSON_STR_QUOTE + value_id_1.toISOString() + JSON_STR_QUOTE
          } else if (value_id_1 instanceof RegExp) {
            json += asString(value_id_1.source)
          } else {
            json += asString(value_id_1.toString())
          }
        } else {
          json += asString(value_id_1)
        }
        
      } else {
        throw new Error('"id" is required!')
      }
      
      const value_state_2 = obj["state"]
      if (value_state_2 !== undefined) {
        json += ",\"state\":"
        
        if (typeof value_state_2 !== 'string') {
          if (value_state_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_state_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_state_2.toISOString() + JSON_STR_QUOTE
          } else if (value_state_2 instanceof RegExp) {
            json += asString(value_state_2.source)
          } else {
            json += asString(value_state_2.toString())
          }
        } else {
          json += asString(value_state_2)
        }
        
      } else {
        throw new Error('"state" is required!')
      }
      
      const value_trigger_3 = obj["trigger"]
      if (value_trigger_3 !== undefined) {
        json += ",\"trigger\":"
        
        if (typeof value_trigger_3 !== 'string') {
          if (value_trigger_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_trigger_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_trigger_3.toISOString() + JSON_STR_QUOTE
          } else if (value_trigger_3 instanceof RegExp) {
            json += asString(value_trigger_3.source)
          } else {
            json += asString(value_trigger_3.toString())
          }
        } else {
          json += asString(value_trigger_3)
        }
        
      } else {
        throw new Error('"trigger" is required!')
      }
      
      const value_from_4 = obj["from"]
      if (value_from_4 !== undefined) {
        json += ",\"from\":"
        
          if (value_from_4 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_from_4 === "string" ||
            value_from_4 === null ||
            value_from_4 instanceof Date ||
            value_from_4 instanceof RegExp ||
            (
              typeof value_from_4 === "object" &&
              typeof value_from_4.toString === "function" &&
              value_from_4.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_from_4)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/from' does not match schema definition.")
  
      } else {
        throw new Error('"from" is required!')
      }
      
      const value_to_5 = obj["to"]
      if (value_to_5 !== undefined) {
        json += ",\"to\":"
        
          if (value_to_5 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_to_5 === "string" ||
            value_to_5 === null ||
            value_to_5 instanceof Date ||
            value_to_5 instanceof RegExp ||
            (
              typeof value_to_5 === "object" &&
              typeof value_to_5.toString === "function" &&
              value_to_5.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_to_5)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/to' does not match schema definition.")
  
      } else {
        throw new Error('"to" is required!')
      }
      
      const value_dueAt_6 = obj["dueAt"]
      if (value_dueAt_6 !== undefined) {
        json += ",\"dueAt\":"
        json += asDateTime(value_dueAt_6)
      } else {
        throw new Error('"dueAt" is required!')
      }
      
      const value_startedAt_7 = obj["startedAt"]
      if (value_startedAt_7 !== undefined) {
        json += ",\"startedAt\":"
        
          if (value_startedAt_7 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_startedAt_7 === "string" ||
            value_startedAt_7 === null ||
            value_startedAt_7 instanceof Date ||
            value_startedAt_7 instanceof RegExp ||
            (
              typeof value_startedAt_7 === "object" &&
              typeof value_startedAt_7.toString === "function" &&
              value_startedAt_7.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_startedAt_7)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/startedAt' does not match schema definition.")
  
      } else {
        throw new Error('"startedAt" is required!')
      }
      
      const value_endedAt_8 = obj["endedAt"]
      if (value_endedAt_8 !== undefined) {
        json += ",\"endedAt\":"
        
          if (value_endedAt_8 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_endedAt_8 === "string" ||
            value_endedAt_8 === null ||
            value_endedAt_8 instanceof Date ||
            value_endedAt_8 instanceof RegExp ||
            (
              typeof value_endedAt_8 === "object" &&
              typeof value_endedAt_8.toString === "function" &&
              value_endedAt_8.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_endedAt_8)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/endedAt' does not match schema definition.")
  
      } else {
        throw new Error('"endedAt" is required!')
      }
      
      const value_detail_9 = obj["detail"]
      if (value_detail_9 !== undefined) {
        json += ",\"detail\":"
        
          if (value_detail_9 === null) {
            json += JSON_STR_NULL
          }
          
          else if((typeof value_detail_9 === "object" && !Array.isArray(value_detail_9)) || value_detail_9 === null) {
            json += anonymous1(value_detail_9)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/detail' does not match schema definition.")
  
      } else {
        throw new Error('"detail" is required!')
      }
      
      const value_error_11 = obj["error"]
      if (value_error_11 !== undefined) {
        json += ",\"error\":"
        
          if (value_error_11 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_error_11 === "string" ||
            value_error_11 === null ||
            value_error_11 instanceof Date ||
            value_error_11 instanceof RegExp ||
            (
              typeof value_error_11 === "object" &&
              typeof value_error_11.toString === "function" &&
              value_error_11.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_error_11 !== 'string') {
          if (value_error_11 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_error_11 instanceof Date) {
            json += JSON_STR_QUOTE + value_error_11.toISOString() + JSON_STR_QUOTE
          } else if (value_error_11 instanceof RegExp) {
            json += asString(value_error_11.source)
          } else {
            json += asString(value_error_11.toString())
          }
        } else {
          json += asString(value_error_11)
        }
        
          }
        
    else throw new TypeError("The value of 'merged0#/properties/error' does not match schema definition.")
  
      } else {
        throw new Error('"error" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
