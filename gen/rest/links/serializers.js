// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import Serializer from "fast-json-stringify/lib/serializer.js";

const serializer = Serializer.restoreFromState({ mode: "standalone" });
export const listLinks200 = (function anonymous(validator,serializer
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
    
  
    
    function anonymous3 (obj) {
      // "#/$defs/Link/properties/tags"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/$defs/Link/properties/tags' does not match schema definition.")
    }
    const arrayLength = obj.length
  
      if (typeof arrayLength === 'number' && arrayLength >= 8 && Number.isInteger(arrayLength) && arrayLength <= 0xffffffff) {
        return asPlainStringArray(obj, arrayLength)
      }
      
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        
        if (typeof value !== 'string') {
          if (value === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value instanceof Date) {
            json += JSON_STR_QUOTE + value.toISOString() + JSON_STR_QUOTE
          } else if (value instanceof RegExp) {
            json += asString(value.source)
          } else {
            json += asString(value.toString())
          }
        } else {
          json += asString(value)
        }
        
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          
        if (typeof value !== 'string') {
          if (value === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value instanceof Date) {
            json += JSON_STR_QUOTE + value.toISOString() + JSON_STR_QUOTE
          } else if (value instanceof RegExp) {
            json += asString(value.source)
          } else {
            json += asString(value.toString())
          }
        } else {
          json += asString(value)
        }
        
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "#/$defs/ClickCounts"
      function anonymous4 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_status_16 = obj["status"]
      if (value_status_16 !== undefined) {
        json += "{\"status\":"
        
        if (typeof value_status_16 !== 'string') {
          if (value_status_16 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_status_16 instanceof Date) {
            json += JSON_STR_QUOTE + value_status_16.toISOString() + JSON_STR_QUOTE
          } else if (value_status_16 instanceof RegExp) {
            json += asString(value_status_16.source)
          } else {
            json += asString(value_status_16.toString())
          }
        } else {
          json += asString(value_status_16)
        }
        
      } else {
        throw new Error('"status" is required!')
      }
      
      const value_total_17 = obj["total"]
      if (value_total_17 !== undefined) {
        json += ",\"total\":"
        
          if (value_total_17 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_total_17) || value_total_17 === null) {
            json += asInteger(value_total_17)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/total' does not match schema definition.")
  
      } else {
        throw new Error('"total" is required!')
      }
      
      const value_human_18 = obj["human"]
      if (value_human_18 !== undefined) {
        json += ",\"human\":"
        
          if (value_human_18 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_human_18) || value_human_18 === null) {
            json += asInteger(value_human_18)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/human' does not match schema definition.")
  
      } else {
        throw new Error('"human" is required!')
      }
      
      const value_bot_19 = obj["bot"]
      if (value_bot_19 !== undefined) {
        json += ",\"bot\":"
        
          if (value_bot_19 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_bot_19) || value_bot_19 === null) {
            json += asInteger(value_bot_19)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/bot' does not match schema definition.")
  
      } else {
        throw new Error('"bot" is required!')
      }
      
      const value_unique_20 = obj["unique"]
      if (value_unique_20 !== undefined) {
        json += ",\"unique\":"
        
          if (value_unique_20 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_unique_20) || value_unique_20 === null) {
            json += asInteger(value_unique_20)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/unique' does not match schema definition.")
  
      } else {
        throw new Error('"unique" is required!')
      }
      
      const value_asOf_21 = obj["asOf"]
      if (value_asOf_21 !== undefined) {
        json += ",\"asOf\":"
        
          if (value_asOf_21 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_asOf_21 === "string" ||
            value_asOf_21 === null ||
            value_asOf_21 instanceof Date ||
            value_asOf_21 instanceof RegExp ||
            (
              typeof value_asOf_21 === "object" &&
              typeof value_asOf_21.toString === "function" &&
              value_asOf_21.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_asOf_21)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/asOf' does not match schema definition.")
  
      } else {
        throw new Error('"asOf" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

      // "#/$defs/Link"
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
      
      const value_code_4 = obj["code"]
      if (value_code_4 !== undefined) {
        json += ",\"code\":"
        
        if (typeof value_code_4 !== 'string') {
          if (value_code_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_code_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_code_4.toISOString() + JSON_STR_QUOTE
          } else if (value_code_4 instanceof RegExp) {
            json += asString(value_code_4.source)
          } else {
            json += asString(value_code_4.toString())
          }
        } else {
          json += asString(value_code_4)
        }
        
      } else {
        throw new Error('"code" is required!')
      }
      
      const value_shortUrl_5 = obj["shortUrl"]
      if (value_shortUrl_5 !== undefined) {
        json += ",\"shortUrl\":"
        
        if (typeof value_shortUrl_5 !== 'string') {
          if (value_shortUrl_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_shortUrl_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_shortUrl_5.toISOString() + JSON_STR_QUOTE
          } else if (value_shortUrl_5 instanceof RegExp) {
            json += asString(value_shortUrl_5.source)
          } else {
            json += asString(value_shortUrl_5.toString())
          }
        } else {
          json += asString(value_shortUrl_5)
        }
        
      } else {
        throw new Error('"shortUrl" is required!')
      }
      
      const value_url_6 = obj["url"]
      if (value_url_6 !== undefined) {
        json += ",\"url\":"
        
        if (typeof value_url_6 !== 'string') {
          if (value_url_6 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_url_6 instanceof Date) {
            json += JSON_STR_QUOTE + value_url_6.toISOString() + JSON_STR_QUOTE
          } else if (value_url_6 instanceof RegExp) {
            json += asString(value_url_6.source)
          } else {
            json += asString(value_url_6.toString())
          }
        } else {
          json += asString(value_url_6)
        }
        
      } else {
        throw new Error('"url" is required!')
      }
      
      const value_title_7 = obj["title"]
      if (value_title_7 !== undefined) {
        json += ",\"title\":"
        
          if (value_title_7 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_title_7 === "string" ||
            value_title_7 === null ||
            value_title_7 instanceof Date ||
            value_title_7 instanceof RegExp ||
            (
              typeof value_title_7 === "object" &&
              typeof value_title_7.toString === "function" &&
              value_title_7.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_title_7 !== 'string') {
          if (value_title_7 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_title_7 instanceof Date) {
            json += JSON_STR_QUOTE + value_title_7.toISOString() + JSON_STR_QUOTE
          } else if (value_title_7 instanceof RegExp) {
            json += asString(value_title_7.source)
          } else {
            json += asString(value_title_7.toString())
          }
        } else {
          json += asString(value_title_7)
        }
        
          }
        
    else throw new TypeError("The value of '#/$defs/Link/properties/title' does not match schema definition.")
  
      } else {
        throw new Error('"title" is required!')
      }
      
      const value_tags_8 = obj["tags"]
      if (value_tags_8 !== undefined) {
        json += ",\"tags\":"
        json += anonymous3(value_tags_8)
      } else {
        throw new Error('"tags" is required!')
      }
      
      const value_expiresAt_9 = obj["expiresAt"]
      if (value_expiresAt_9 !== undefined) {
        json += ",\"expiresAt\":"
        
          if (value_expiresAt_9 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_expiresAt_9 === "string" ||
            value_expiresAt_9 === null ||
            value_expiresAt_9 instanceof Date ||
            value_expiresAt_9 instanceof RegExp ||
            (
              typeof value_expiresAt_9 === "object" &&
              typeof value_expiresAt_9.toString === "function" &&
              value_expiresAt_9.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_expiresAt_9)
          }
        
    else throw new TypeError("The value of '#/$defs/Link/properties/expiresAt' does not match schema definition.")
  
      } else {
        throw new Error('"expiresAt" is required!')
      }
      
      const value_maxClicks_10 = obj["maxClicks"]
      if (value_maxClicks_10 !== undefined) {
        json += ",\"maxClicks\":"
        
          if (value_maxClicks_10 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_maxClicks_10) || value_maxClicks_10 === null) {
            json += asInteger(value_maxClicks_10)
          }
        
    else throw new TypeError("The value of '#/$defs/Link/properties/maxClicks' does not match schema definition.")
  
      } else {
        throw new Error('"maxClicks" is required!')
      }
      
      const value_createdAt_11 = obj["createdAt"]
      if (value_createdAt_11 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_11)
      } else {
        throw new Error('"createdAt" is required!')
      }
      
      const value_updatedAt_12 = obj["updatedAt"]
      if (value_updatedAt_12 !== undefined) {
        json += ",\"updatedAt\":"
        json += asDateTime(value_updatedAt_12)
      } else {
        throw new Error('"updatedAt" is required!')
      }
      
      const value_deletedAt_13 = obj["deletedAt"]
      if (value_deletedAt_13 !== undefined) {
        json += ",\"deletedAt\":"
        
          if (value_deletedAt_13 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_deletedAt_13 === "string" ||
            value_deletedAt_13 === null ||
            value_deletedAt_13 instanceof Date ||
            value_deletedAt_13 instanceof RegExp ||
            (
              typeof value_deletedAt_13 === "object" &&
              typeof value_deletedAt_13.toString === "function" &&
              value_deletedAt_13.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_deletedAt_13)
          }
        
    else throw new TypeError("The value of '#/$defs/Link/properties/deletedAt' does not match schema definition.")
  
      } else {
        throw new Error('"deletedAt" is required!')
      }
      
      const value_clicks_14 = obj["clicks"]
      if (value_clicks_14 !== undefined) {
        json += ",\"clicks\":"
        json += anonymous4(value_clicks_14)
      } else {
        throw new Error('"clicks" is required!')
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
      
      const value_nextCursor_22 = obj["nextCursor"]
      if (value_nextCursor_22 !== undefined) {
        json += ",\"nextCursor\":"
        
          if (value_nextCursor_22 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_nextCursor_22 === "string" ||
            value_nextCursor_22 === null ||
            value_nextCursor_22 instanceof Date ||
            value_nextCursor_22 instanceof RegExp ||
            (
              typeof value_nextCursor_22 === "object" &&
              typeof value_nextCursor_22.toString === "function" &&
              value_nextCursor_22.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_nextCursor_22 !== 'string') {
          if (value_nextCursor_22 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_nextCursor_22 instanceof Date) {
            json += JSON_STR_QUOTE + value_nextCursor_22.toISOString() + JSON_STR_QUOTE
          } else if (value_nextCursor_22 instanceof RegExp) {
            json += asString(value_nextCursor_22.source)
          } else {
            json += asString(value_nextCursor_22.toString())
          }
        } else {
          json += asString(value_nextCursor_22)
        }
        
          }
        
    else throw new TypeError("The value of '#/properties/nextCursor' does not match schema definition.")
  
      } else {
        throw new Error('"nextCursor" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
export const createLink201 = (function anonymous(validator,serializer
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
    
  
    
    function anonymous1 (obj) {
      // "merged0#/properties/tags"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of 'merged0#/properties/tags' does not match schema definition.")
    }
    const arrayLength = obj.length
  
      if (typeof arrayLength === 'number' && arrayLength >= 8 && Number.isInteger(arrayLength) && arrayLength <= 0xffffffff) {
        return asPlainStringArray(obj, arrayLength)
      }
      
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        
        if (typeof value !== 'string') {
          if (value === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value instanceof Date) {
            json += JSON_STR_QUOTE + value.toISOString() + JSON_STR_QUOTE
          } else if (value instanceof RegExp) {
            json += asString(value.source)
          } else {
            json += asString(value.toString())
          }
        } else {
          json += asString(value)
        }
        
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          
        if (typeof value !== 'string') {
          if (value === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value instanceof Date) {
            json += JSON_STR_QUOTE + value.toISOString() + JSON_STR_QUOTE
          } else if (value instanceof RegExp) {
            json += asString(value.source)
          } else {
            json += asString(value.toString())
          }
        } else {
          json += asString(value)
        }
        
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "#/$defs/ClickCounts"
      function anonymous2 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_status_14 = obj["status"]
      if (value_status_14 !== undefined) {
        json += "{\"status\":"
        
        if (typeof value_status_14 !== 'string') {
          if (value_status_14 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_status_14 instanceof Date) {
            json += JSON_STR_QUOTE + value_status_14.toISOString() + JSON_STR_QUOTE
          } else if (value_status_14 instanceof RegExp) {
            json += asString(value_status_14.source)
          } else {
            json += asString(value_status_14.toString())
          }
        } else {
          json += asString(value_status_14)
        }
        
      } else {
        throw new Error('"status" is required!')
      }
      
      const value_total_15 = obj["total"]
      if (value_total_15 !== undefined) {
        json += ",\"total\":"
        
          if (value_total_15 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_total_15) || value_total_15 === null) {
            json += asInteger(value_total_15)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/total' does not match schema definition.")
  
      } else {
        throw new Error('"total" is required!')
      }
      
      const value_human_16 = obj["human"]
      if (value_human_16 !== undefined) {
        json += ",\"human\":"
        
          if (value_human_16 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_human_16) || value_human_16 === null) {
            json += asInteger(value_human_16)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/human' does not match schema definition.")
  
      } else {
        throw new Error('"human" is required!')
      }
      
      const value_bot_17 = obj["bot"]
      if (value_bot_17 !== undefined) {
        json += ",\"bot\":"
        
          if (value_bot_17 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_bot_17) || value_bot_17 === null) {
            json += asInteger(value_bot_17)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/bot' does not match schema definition.")
  
      } else {
        throw new Error('"bot" is required!')
      }
      
      const value_unique_18 = obj["unique"]
      if (value_unique_18 !== undefined) {
        json += ",\"unique\":"
        
          if (value_unique_18 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_unique_18) || value_unique_18 === null) {
            json += asInteger(value_unique_18)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/unique' does not match schema definition.")
  
      } else {
        throw new Error('"unique" is required!')
      }
      
      const value_asOf_19 = obj["asOf"]
      if (value_asOf_19 !== undefined) {
        json += ",\"asOf\":"
        
          if (value_asOf_19 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_asOf_19 === "string" ||
            value_asOf_19 === null ||
            value_asOf_19 instanceof Date ||
            value_asOf_19 instanceof RegExp ||
            (
              typeof value_asOf_19 === "object" &&
              typeof value_asOf_19.toString === "function" &&
              value_asOf_19.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_asOf_19)
          }
        
    else throw new TypeError("The value of '#/$defs/ClickCounts/properties/asOf' does not match schema definition.")
  
      } else {
        throw new Error('"asOf" is required!')
      }
      
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
      
      const value_code_2 = obj["code"]
      if (value_code_2 !== undefined) {
        json += ",\"code\":"
        
        if (typeof value_code_2 !== 'string') {
          if (value_code_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_code_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_code_2.toISOString() + JSON_STR_QUOTE
          } else if (value_code_2 instanceof RegExp) {
            json += asString(value_code_2.source)
          } else {
            json += asString(value_code_2.toString())
          }
        } else {
          json += asString(value_code_2)
        }
        
      } else {
        throw new Error('"code" is required!')
      }
      
      const value_shortUrl_3 = obj["shortUrl"]
      if (value_shortUrl_3 !== undefined) {
        json += ",\"shortUrl\":"
        
        if (typeof value_shortUrl_3 !== 'string') {
          if (value_shortUrl_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_shortUrl_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_shortUrl_3.toISOString() + JSON_STR_QUOTE
          } else if (value_shortUrl_3 instanceof RegExp) {
            json += asString(value_shortUrl_3.source)
          } else {
            json += asString(value_shortUrl_3.toString())
          }
        } else {
          json += asString(value_shortUrl_3)
        }
        
      } else {
        throw new Error('"shortUrl" is required!')
      }
      
      const value_url_4 = obj["url"]
      if (value_url_4 !== undefined) {
        json += ",\"url\":"
        
        if (typeof value_url_4 !== 'string') {
          if (value_url_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_url_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_url_4.toISOString() + JSON_STR_QUOTE
          } else if (value_url_4 instanceof RegExp) {
            json += asString(value_url_4.source)
          } else {
            json += asString(value_url_4.toString())
          }
        } else {
          json += asString(value_url_4)
        }
        
      } else {
        throw new Error('"url" is required!')
      }
      
      const value_title_5 = obj["title"]
      if (value_title_5 !== undefined) {
        json += ",\"title\":"
        
          if (value_title_5 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_title_5 === "string" ||
            value_title_5 === null ||
            value_title_5 instanceof Date ||
            value_title_5 instanceof RegExp ||
            (
              typeof value_title_5 === "object" &&
              typeof value_title_5.toString === "function" &&
              value_title_5.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_title_5 !== 'string') {
          if (value_title_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_title_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_title_5.toISOString() + JSON_STR_QUOTE
          } else if (value_title_5 instanceof RegExp) {
            json += asString(value_title_5.source)
          } else {
            json += asString(value_title_5.toString())
          }
        } else {
          json += asString(value_title_5)
        }
        
          }
        
    else throw new TypeError("The value of 'merged0#/properties/title' does not match schema definition.")
  
      } else {
        throw new Error('"title" is required!')
      }
      
      const value_tags_6 = obj["tags"]
      if (value_tags_6 !== undefined) {
        json += ",\"tags\":"
        json += anonymous1(value_tags_6)
      } else {
        throw new Error('"tags" is required!')
      }
      
      const value_expiresAt_7 = obj["expiresAt"]
      if (value_expiresAt_7 !== undefined) {
        json += ",\"expiresAt\":"
        
          if (value_expiresAt_7 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_expiresAt_7 === "string" ||
            value_expiresAt_7 === null ||
            value_expiresAt_7 instanceof Date ||
            value_expiresAt_7 instanceof RegExp ||
            (
              typeof value_expiresAt_7 === "object" &&
              typeof value_expiresAt_7.toString === "function" &&
              value_expiresAt_7.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_expiresAt_7)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/expiresAt' does not match schema definition.")
  
      } else {
        throw new Error('"expiresAt" is required!')
      }
      
      const value_maxClicks_8 = obj["maxClicks"]
      if (value_maxClicks_8 !== undefined) {
        json += ",\"maxClicks\":"
        
          if (value_maxClicks_8 === null) {
            json += JSON_STR_NULL
          }
          
          else if(Number.isInteger(value_maxClicks_8) || value_maxClicks_8 === null) {
            json += asInteger(value_maxClicks_8)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/maxClicks' does not match schema definition.")
  
      } else {
        throw new Error('"maxClicks" is required!')
      }
      
      const value_createdAt_9 = obj["createdAt"]
      if (value_createdAt_9 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_9)
      } else {
        throw new Error('"createdAt" is required!')
      }
      
      const value_updatedAt_10 = obj["updatedAt"]
      if (value_updatedAt_10 !== undefined) {
        json += ",\"updatedAt\":"
        json += asDateTime(value_updatedAt_10)
      } else {
        throw new Error('"updatedAt" is required!')
      }
      
      const value_deletedAt_11 = obj["deletedAt"]
      if (value_deletedAt_11 !== undefined) {
        json += ",\"deletedAt\":"
        
          if (value_deletedAt_11 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_deletedAt_11 === "string" ||
            value_deletedAt_11 === null ||
            value_deletedAt_11 instanceof Date ||
            value_deletedAt_11 instanceof RegExp ||
            (
              typeof value_deletedAt_11 === "object" &&
              typeof value_deletedAt_11.toString === "function" &&
              value_deletedAt_11.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_deletedAt_11)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/deletedAt' does not match schema definition.")
  
      } else {
        throw new Error('"deletedAt" is required!')
      }
      
      const value_clicks_12 = obj["clicks"]
      if (value_clicks_12 !== undefined) {
        json += ",\"clicks\":"
        json += anonymous2(value_clicks_12)
      } else {
        throw new Error('"clicks" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
export const getLink200 = createLink201;
export const updateLink200 = createLink201;
export const restoreLink200 = createLink201;
export const getLinkStats200 = (function anonymous(validator,serializer
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
    
  
    
      // "merged0#/properties/series/items"
      function anonymous2 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_start_13 = obj["start"]
      if (value_start_13 !== undefined) {
        json += "{\"start\":"
        json += asDateTime(value_start_13)
      } else {
        throw new Error('"start" is required!')
      }
      
      const value_total_14 = obj["total"]
      if (value_total_14 !== undefined) {
        json += ",\"total\":"
        json += asInteger(value_total_14)
      } else {
        throw new Error('"total" is required!')
      }
      
      const value_human_15 = obj["human"]
      if (value_human_15 !== undefined) {
        json += ",\"human\":"
        json += asInteger(value_human_15)
      } else {
        throw new Error('"human" is required!')
      }
      
      const value_bot_16 = obj["bot"]
      if (value_bot_16 !== undefined) {
        json += ",\"bot\":"
        json += asInteger(value_bot_16)
      } else {
        throw new Error('"bot" is required!')
      }
      
      const value_unique_17 = obj["unique"]
      if (value_unique_17 !== undefined) {
        json += ",\"unique\":"
        json += asInteger(value_unique_17)
      } else {
        throw new Error('"unique" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

    function anonymous1 (obj) {
      // "merged0#/properties/series"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of 'merged0#/properties/series' does not match schema definition.")
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

      // "merged0#/properties/groups/items"
      function anonymous4 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_key_20 = obj["key"]
      if (value_key_20 !== undefined) {
        json += "{\"key\":"
        
        if (typeof value_key_20 !== 'string') {
          if (value_key_20 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_key_20 instanceof Date) {
            json += JSON_STR_QUOTE + value_key_20.toISOString() + JSON_STR_QUOTE
          } else if (value_key_20 instanceof RegExp) {
            json += asString(value_key_20.source)
          } else {
            json += asString(value_key_20.toString())
          }
        } else {
          json += asString(value_key_20)
        }
        
      } else {
        throw new Error('"key" is required!')
      }
      
      const value_total_21 = obj["total"]
      if (value_total_21 !== undefined) {
        json += ",\"total\":"
        json += asInteger(value_total_21)
      } else {
        throw new Error('"total" is required!')
      }
      
      const value_human_22 = obj["human"]
      if (value_human_22 !== undefined) {
        json += ",\"human\":"
        json += asInteger(value_human_22)
      } else {
        throw new Error('"human" is required!')
      }
      
      const value_bot_23 = obj["bot"]
      if (value_bot_23 !== undefined) {
        json += ",\"bot\":"
        json += asInteger(value_bot_23)
      } else {
        throw new Error('"bot" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

    function anonymous3 (obj) {
      // "merged0#/properties/groups"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of 'merged0#/properties/groups' does not match schema definition.")
    }
    const arrayLength = obj.length
  
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        json += anonymous4(value)
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          json += anonymous4(value)
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "merged0#/properties/other"
      function anonymous5 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_total_26 = obj["total"]
      if (value_total_26 !== undefined) {
        json += "{\"total\":"
        json += asInteger(value_total_26)
      } else {
        throw new Error('"total" is required!')
      }
      
      const value_human_27 = obj["human"]
      if (value_human_27 !== undefined) {
        json += ",\"human\":"
        json += asInteger(value_human_27)
      } else {
        throw new Error('"human" is required!')
      }
      
      const value_bot_28 = obj["bot"]
      if (value_bot_28 !== undefined) {
        json += ",\"bot\":"
        json += asInteger(value_bot_28)
      } else {
        throw new Error('"bot" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

      // "merged0#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_total_1 = obj["total"]
      if (value_total_1 !== undefined) {
        json += "{\"total\":"
        json += asInteger(value_total_1)
      } else {
        throw new Error('"total" is required!')
      }
      
      const value_human_2 = obj["human"]
      if (value_human_2 !== undefined) {
        json += ",\"human\":"
        json += asInteger(value_human_2)
      } else {
        throw new Error('"human" is required!')
      }
      
      const value_bot_3 = obj["bot"]
      if (value_bot_3 !== undefined) {
        json += ",\"bot\":"
        json += asInteger(value_bot_3)
      } else {
        throw new Error('"bot" is required!')
      }
      
      const value_unique_4 = obj["unique"]
      if (value_unique_4 !== undefined) {
        json += ",\"unique\":"
        json += asInteger(value_unique_4)
      } else {
        throw new Error('"unique" is required!')
      }
      
      const value_asOf_5 = obj["asOf"]
      if (value_asOf_5 !== undefined) {
        json += ",\"asOf\":"
        json += asDateTime(value_asOf_5)
      } else {
        throw new Error('"asOf" is required!')
      }
      
      const value_from_6 = obj["from"]
      if (value_from_6 !== undefined) {
        json += ",\"from\":"
        json += asDateTime(value_from_6)
      } else {
        throw new Error('"from" is required!')
      }
      
      const value_to_7 = obj["to"]
      if (value_to_7 !== undefined) {
        json += ",\"to\":"
        json += asDateTime(value_to_7)
      } else {
        throw new Error('"to" is required!')
      }
      
      const value_timeZone_8 = obj["timeZone"]
      if (value_timeZone_8 !== undefined) {
        json += ",\"timeZone\":"
        
        if (typeof value_timeZone_8 !== 'string') {
          if (value_timeZone_8 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_timeZone_8 instanceof Date) {
            json += JSON_STR_QUOTE + value_timeZone_8.toISOString() + JSON_STR_QUOTE
          } else if (value_timeZone_8 instanceof RegExp) {
            json += asString(value_timeZone_8.source)
          } else {
            json += asString(value_timeZone_8.toString())
          }
        } else {
          json += asString(value_timeZone_8)
        }
        
      } else {
        throw new Error('"timeZone" is required!')
      }
      
      const value_interval_9 = obj["interval"]
      if (value_interval_9 !== undefined) {
        json += ",\"interval\":"
        
          if (value_interval_9 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_interval_9 === "string" ||
            value_interval_9 === null ||
            value_interval_9 instanceof Date ||
            value_interval_9 instanceof RegExp ||
            (
              typeof value_interval_9 === "object" &&
              typeof value_interval_9.toString === "function" &&
              value_interval_9.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_interval_9 !== 'string') {
          if (value_interval_9 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_interval_9 instanceof Date) {
            json += JSON_STR_QUOTE + value_interval_9.toISOString() + JSON_STR_QUOTE
          } else if (value_interval_9 instanceof RegExp) {
            json += asString(value_interval_9.source)
          } else {
            json += asString(value_interval_9.toString())
          }
        } else {
          json += asString(value_interval_9)
        }
        
          }
        
    else throw new TypeError("The value of 'merged0#/properties/interval' does not match schema definition.")
  
      } else {
        throw new Error('"interval" is required!')
      }
      
      const value_groupBy_10 = obj["groupBy"]
      if (value_groupBy_10 !== undefined) {
        json += ",\"groupBy\":"
        
          if (value_groupBy_10 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_groupBy_10 === "string" ||
            value_groupBy_10 === null ||
            value_groupBy_10 instanceof Date ||
            value_groupBy_10 instanceof RegExp ||
            (
              typeof value_groupBy_10 === "object" &&
              typeof value_groupBy_10.toString === "function" &&
              value_groupBy_10.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_groupBy_10 !== 'string') {
          if (value_groupBy_10 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_groupBy_10 instanceof Date) {
            json += JSON_STR_QUOTE + value_groupBy_10.toISOString() + JSON_STR_QUOTE
          } else if (value_groupBy_10 instanceof RegExp) {
            json += asString(value_groupBy_10.source)
          } else {
            json += asString(value_groupBy_10.toString())
          }
        } else {
          json += asString(value_groupBy_10)
        }
        
          }
        
    else throw new TypeError("The value of 'merged0#/properties/groupBy' does not match schema definition.")
  
      } else {
        throw new Error('"groupBy" is required!')
      }
      
      const value_series_11 = obj["series"]
      if (value_series_11 !== undefined) {
        json += ",\"series\":"
        json += anonymous1(value_series_11)
      } else {
        throw new Error('"series" is required!')
      }
      
      const value_groups_18 = obj["groups"]
      if (value_groups_18 !== undefined) {
        json += ",\"groups\":"
        json += anonymous3(value_groups_18)
      } else {
        throw new Error('"groups" is required!')
      }
      
      const value_other_24 = obj["other"]
      if (value_other_24 !== undefined) {
        json += ",\"other\":"
        json += anonymous5(value_other_24)
      } else {
        throw new Error('"other" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
