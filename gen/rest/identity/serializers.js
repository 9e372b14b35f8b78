// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import Serializer from "fast-json-stringify/lib/serializer.js";

const serializer = Serializer.restoreFromState({ mode: "standalone" });
export const createWorkspace201 = (function anonymous(validator,serializer
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
    
  
    
      // "#/$defs/Workspace"
      function anonymous1 (input) {
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
      
      const value_name_4 = obj["name"]
      if (value_name_4 !== undefined) {
        json += ",\"name\":"
        
        if (typeof value_name_4 !== 'string') {
          if (value_name_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_name_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_name_4.toISOString() + JSON_STR_QUOTE
          } else if (value_name_4 instanceof RegExp) {
            json += asString(value_name_4.source)
          } else {
            json += asString(value_name_4.toString())
          }
        } else {
          json += asString(value_name_4)
        }
        
      } else {
        throw new Error('"name" is required!')
      }
      
      const value_createdAt_5 = obj["createdAt"]
      if (value_createdAt_5 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_5)
      } else {
        throw new Error('"createdAt" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

    function anonymous3 (obj) {
      // "#/$defs/Scopes"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/$defs/Scopes' does not match schema definition.")
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

      // "#/$defs/NewKey"
      function anonymous2 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_id_8 = obj["id"]
      if (value_id_8 !== undefined) {
        json += "{\"id\":"
        
        if (typeof value_id_8 !== 'string') {
          if (value_id_8 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_id_8 instanceof Date) {
            json += JSON_STR_QUOTE + value_id_8.toISOString() + JSON_STR_QUOTE
          } else if (value_id_8 instanceof RegExp) {
            json += asString(value_id_8.source)
          } else {
            json += asString(value_id_8.toString())
          }
        } else {
          json += asString(value_id_8)
        }
        
      } else {
        throw new Error('"id" is required!')
      }
      
      const value_name_9 = obj["name"]
      if (value_name_9 !== undefined) {
        json += ",\"name\":"
        
        if (typeof value_name_9 !== 'string') {
          if (value_name_9 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_name_9 instanceof Date) {
            json += JSON_STR_QUOTE + value_name_9.toISOString() + JSON_STR_QUOTE
          } else if (value_name_9 instanceof RegExp) {
            json += asString(value_name_9.source)
          } else {
            json += asString(value_name_9.toString())
          }
        } else {
          json += asString(value_name_9)
        }
        
      } else {
        throw new Error('"name" is required!')
      }
      
      const value_key_10 = obj["key"]
      if (value_key_10 !== undefined) {
        json += ",\"key\":"
        
        if (typeof value_key_10 !== 'string') {
          if (value_key_10 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_key_10 instanceof Date) {
            json += JSON_STR_QUOTE + value_key_10.toISOString() + JSON_STR_QUOTE
          } else if (value_key_10 instanceof RegExp) {
            json += asString(value_key_10.source)
          } else {
            json += asString(value_key_10.toString())
          }
        } else {
          json += asString(value_key_10)
        }
        
      } else {
        throw new Error('"key" is required!')
      }
      
      const value_scopes_11 = obj["scopes"]
      if (value_scopes_11 !== undefined) {
        json += ",\"scopes\":"
        json += anonymous3(value_scopes_11)
      } else {
        throw new Error('"scopes" is required!')
      }
      
      const value_createdAt_12 = obj["createdAt"]
      if (value_createdAt_12 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_12)
      } else {
        throw new Error('"createdAt" is required!')
      }
      
      const value_expiresAt_13 = obj["expiresAt"]
      if (value_expiresAt_13 !== undefined) {
        json += ",\"expiresAt\":"
        
          if (value_expiresAt_13 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_expiresAt_13 === "string" ||
            value_expiresAt_13 === null ||
            value_expiresAt_13 instanceof Date ||
            value_expiresAt_13 instanceof RegExp ||
            (
              typeof value_expiresAt_13 === "object" &&
              typeof value_expiresAt_13.toString === "function" &&
              value_expiresAt_13.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_expiresAt_13)
          }
        
    else throw new TypeError("The value of '#/$defs/NewKey/properties/expiresAt' does not match schema definition.")
  
      } else {
        throw new Error('"expiresAt" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

      // "#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_workspace_1 = obj["workspace"]
      if (value_workspace_1 !== undefined) {
        json += "{\"workspace\":"
        json += anonymous1(value_workspace_1)
      } else {
        throw new Error('"workspace" is required!')
      }
      
      const value_key_6 = obj["key"]
      if (value_key_6 !== undefined) {
        json += ",\"key\":"
        json += anonymous2(value_key_6)
      } else {
        throw new Error('"key" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
export const getWorkspace200 = (function anonymous(validator,serializer
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
      
      const value_name_2 = obj["name"]
      if (value_name_2 !== undefined) {
        json += ",\"name\":"
        
        if (typeof value_name_2 !== 'string') {
          if (value_name_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_name_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_name_2.toISOString() + JSON_STR_QUOTE
          } else if (value_name_2 instanceof RegExp) {
            json += asString(value_name_2.source)
          } else {
            json += asString(value_name_2.toString())
          }
        } else {
          json += asString(value_name_2)
        }
        
      } else {
        throw new Error('"name" is required!')
      }
      
      const value_createdAt_3 = obj["createdAt"]
      if (value_createdAt_3 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_3)
      } else {
        throw new Error('"createdAt" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
export const listKeys200 = (function anonymous(validator,serializer
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
      // "#/$defs/Scopes"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/$defs/Scopes' does not match schema definition.")
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

      // "#/$defs/Key"
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
      
      const value_name_4 = obj["name"]
      if (value_name_4 !== undefined) {
        json += ",\"name\":"
        
        if (typeof value_name_4 !== 'string') {
          if (value_name_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_name_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_name_4.toISOString() + JSON_STR_QUOTE
          } else if (value_name_4 instanceof RegExp) {
            json += asString(value_name_4.source)
          } else {
            json += asString(value_name_4.toString())
          }
        } else {
          json += asString(value_name_4)
        }
        
      } else {
        throw new Error('"name" is required!')
      }
      
      const value_hint_5 = obj["hint"]
      if (value_hint_5 !== undefined) {
        json += ",\"hint\":"
        
        if (typeof value_hint_5 !== 'string') {
          if (value_hint_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_hint_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_hint_5.toISOString() + JSON_STR_QUOTE
          } else if (value_hint_5 instanceof RegExp) {
            json += asString(value_hint_5.source)
          } else {
            json += asString(value_hint_5.toString())
          }
        } else {
          json += asString(value_hint_5)
        }
        
      } else {
        throw new Error('"hint" is required!')
      }
      
      const value_scopes_6 = obj["scopes"]
      if (value_scopes_6 !== undefined) {
        json += ",\"scopes\":"
        json += anonymous3(value_scopes_6)
      } else {
        throw new Error('"scopes" is required!')
      }
      
      const value_state_7 = obj["state"]
      if (value_state_7 !== undefined) {
        json += ",\"state\":"
        
        if (typeof value_state_7 !== 'string') {
          if (value_state_7 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_state_7 instanceof Date) {
            json += JSON_STR_QUOTE + value_state_7.toISOString() + JSON_STR_QUOTE
          } else if (value_state_7 instanceof RegExp) {
            json += asString(value_state_7.source)
          } else {
            json += asString(value_state_7.toString())
          }
        } else {
          json += asString(value_state_7)
        }
        
      } else {
        throw new Error('"state" is required!')
      }
      
      const value_createdAt_8 = obj["createdAt"]
      if (value_createdAt_8 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_8)
      } else {
        throw new Error('"createdAt" is required!')
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
        
    else throw new TypeError("The value of '#/$defs/Key/properties/expiresAt' does not match schema definition.")
  
      } else {
        throw new Error('"expiresAt" is required!')
      }
      
      const value_lastUsedAt_10 = obj["lastUsedAt"]
      if (value_lastUsedAt_10 !== undefined) {
        json += ",\"lastUsedAt\":"
        
          if (value_lastUsedAt_10 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_lastUsedAt_10 === "string" ||
            value_lastUsedAt_10 === null ||
            value_lastUsedAt_10 instanceof Date ||
            value_lastUsedAt_10 instanceof RegExp ||
            (
              typeof value_lastUsedAt_10 === "object" &&
              typeof value_lastUsedAt_10.toString === "function" &&
              value_lastUsedAt_10.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_lastUsedAt_10)
          }
        
    else throw new TypeError("The value of '#/$defs/Key/properties/lastUsedAt' does not match schema definition.")
  
      } else {
        throw new Error('"lastUsedAt" is required!')
      }
      
      const value_revokedAt_11 = obj["revokedAt"]
      if (value_revokedAt_11 !== undefined) {
        json += ",\"revokedAt\":"
        
          if (value_revokedAt_11 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_revokedAt_11 === "string" ||
            value_revokedAt_11 === null ||
            value_revokedAt_11 instanceof Date ||
            value_revokedAt_11 instanceof RegExp ||
            (
              typeof value_revokedAt_11 === "object" &&
              typeof value_revokedAt_11.toString === "function" &&
              value_revokedAt_11.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_revokedAt_11)
          }
        
    else throw new TypeError("The value of '#/$defs/Key/properties/revokedAt' does not match schema definition.")
  
      } else {
        throw new Error('"revokedAt" is required!')
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
      
      const value_nextCursor_12 = obj["nextCursor"]
      if (value_nextCursor_12 !== undefined) {
        json += ",\"nextCursor\":"
        
          if (value_nextCursor_12 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_nextCursor_12 === "string" ||
            value_nextCursor_12 === null ||
            value_nextCursor_12 instanceof Date ||
            value_nextCursor_12 instanceof RegExp ||
            (
              typeof value_nextCursor_12 === "object" &&
              typeof value_nextCursor_12.toString === "function" &&
              value_nextCursor_12.toString !== Object.prototype.toString
            )
          ) {
            
        if (typeof value_nextCursor_12 !== 'string') {
          if (value_nextCursor_12 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_nextCursor_12 instanceof Date) {
            json += JSON_STR_QUOTE + value_nextCursor_12.toISOString() + JSON_STR_QUOTE
          } else if (value_nextCursor_12 instanceof RegExp) {
            json += asString(value_nextCursor_12.source)
          } else {
            json += asString(value_nextCursor_12.toString())
          }
        } else {
          json += asString(value_nextCursor_12)
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
export const createKey201 = (function anonymous(validator,serializer
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
      // "#/$defs/Scopes"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/$defs/Scopes' does not match schema definition.")
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
      
      const value_name_2 = obj["name"]
      if (value_name_2 !== undefined) {
        json += ",\"name\":"
        
        if (typeof value_name_2 !== 'string') {
          if (value_name_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_name_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_name_2.toISOString() + JSON_STR_QUOTE
          } else if (value_name_2 instanceof RegExp) {
            json += asString(value_name_2.source)
          } else {
            json += asString(value_name_2.toString())
          }
        } else {
          json += asString(value_name_2)
        }
        
      } else {
        throw new Error('"name" is required!')
      }
      
      const value_key_3 = obj["key"]
      if (value_key_3 !== undefined) {
        json += ",\"key\":"
        
        if (typeof value_key_3 !== 'string') {
          if (value_key_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_key_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_key_3.toISOString() + JSON_STR_QUOTE
          } else if (value_key_3 instanceof RegExp) {
            json += asString(value_key_3.source)
          } else {
            json += asString(value_key_3.toString())
          }
        } else {
          json += asString(value_key_3)
        }
        
      } else {
        throw new Error('"key" is required!')
      }
      
      const value_scopes_4 = obj["scopes"]
      if (value_scopes_4 !== undefined) {
        json += ",\"scopes\":"
        json += anonymous1(value_scopes_4)
      } else {
        throw new Error('"scopes" is required!')
      }
      
      const value_createdAt_5 = obj["createdAt"]
      if (value_createdAt_5 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_5)
      } else {
        throw new Error('"createdAt" is required!')
      }
      
      const value_expiresAt_6 = obj["expiresAt"]
      if (value_expiresAt_6 !== undefined) {
        json += ",\"expiresAt\":"
        
          if (value_expiresAt_6 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_expiresAt_6 === "string" ||
            value_expiresAt_6 === null ||
            value_expiresAt_6 instanceof Date ||
            value_expiresAt_6 instanceof RegExp ||
            (
              typeof value_expiresAt_6 === "object" &&
              typeof value_expiresAt_6.toString === "function" &&
              value_expiresAt_6.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_expiresAt_6)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/expiresAt' does not match schema definition.")
  
      } else {
        throw new Error('"expiresAt" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
export const getKey200 = (function anonymous(validator,serializer
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
      // "#/$defs/Scopes"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/$defs/Scopes' does not match schema definition.")
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
      
      const value_name_2 = obj["name"]
      if (value_name_2 !== undefined) {
        json += ",\"name\":"
        
        if (typeof value_name_2 !== 'string') {
          if (value_name_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_name_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_name_2.toISOString() + JSON_STR_QUOTE
          } else if (value_name_2 instanceof RegExp) {
            json += asString(value_name_2.source)
          } else {
            json += asString(value_name_2.toString())
          }
        } else {
          json += asString(value_name_2)
        }
        
      } else {
        throw new Error('"name" is required!')
      }
      
      const value_hint_3 = obj["hint"]
      if (value_hint_3 !== undefined) {
        json += ",\"hint\":"
        
        if (typeof value_hint_3 !== 'string') {
          if (value_hint_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_hint_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_hint_3.toISOString() + JSON_STR_QUOTE
          } else if (value_hint_3 instanceof RegExp) {
            json += asString(value_hint_3.source)
          } else {
            json += asString(value_hint_3.toString())
          }
        } else {
          json += asString(value_hint_3)
        }
        
      } else {
        throw new Error('"hint" is required!')
      }
      
      const value_scopes_4 = obj["scopes"]
      if (value_scopes_4 !== undefined) {
        json += ",\"scopes\":"
        json += anonymous1(value_scopes_4)
      } else {
        throw new Error('"scopes" is required!')
      }
      
      const value_state_5 = obj["state"]
      if (value_state_5 !== undefined) {
        json += ",\"state\":"
        
        if (typeof value_state_5 !== 'string') {
          if (value_state_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_state_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_state_5.toISOString() + JSON_STR_QUOTE
          } else if (value_state_5 instanceof RegExp) {
            json += asString(value_state_5.source)
          } else {
            json += asString(value_state_5.toString())
          }
        } else {
          json += asString(value_state_5)
        }
        
      } else {
        throw new Error('"state" is required!')
      }
      
      const value_createdAt_6 = obj["createdAt"]
      if (value_createdAt_6 !== undefined) {
        json += ",\"createdAt\":"
        json += asDateTime(value_createdAt_6)
      } else {
        throw new Error('"createdAt" is required!')
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
      
      const value_lastUsedAt_8 = obj["lastUsedAt"]
      if (value_lastUsedAt_8 !== undefined) {
        json += ",\"lastUsedAt\":"
        
          if (value_lastUsedAt_8 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_lastUsedAt_8 === "string" ||
            value_lastUsedAt_8 === null ||
            value_lastUsedAt_8 instanceof Date ||
            value_lastUsedAt_8 instanceof RegExp ||
            (
              typeof value_lastUsedAt_8 === "object" &&
              typeof value_lastUsedAt_8.toString === "function" &&
              value_lastUsedAt_8.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_lastUsedAt_8)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/lastUsedAt' does not match schema definition.")
  
      } else {
        throw new Error('"lastUsedAt" is required!')
      }
      
      const value_revokedAt_9 = obj["revokedAt"]
      if (value_revokedAt_9 !== undefined) {
        json += ",\"revokedAt\":"
        
          if (value_revokedAt_9 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_revokedAt_9 === "string" ||
            value_revokedAt_9 === null ||
            value_revokedAt_9 instanceof Date ||
            value_revokedAt_9 instanceof RegExp ||
            (
              typeof value_revokedAt_9 === "object" &&
              typeof value_revokedAt_9.toString === "function" &&
              value_revokedAt_9.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_revokedAt_9)
          }
        
    else throw new TypeError("The value of 'merged0#/properties/revokedAt' does not match schema definition.")
  
      } else {
        throw new Error('"revokedAt" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
