// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import Serializer from "fast-json-stringify/lib/serializer.js";

const serializer = Serializer.restoreFromState({ mode: "standalone" });
export const getWorkspaceStats200 = (function anonymous(validator,serializer
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
export const getLedger200 = (function anonymous(validator,serializer
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
    
  
    
      // "#/$defs/Rejected"
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
        json += asString(key) + JSON_STR_COLONS
        json += asInteger(value)
      
    }
  if (!addComma_10) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#/$defs/Lane"
      function anonymous3 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_lane_15 = obj["lane"]
      if (value_lane_15 !== undefined) {
        json += "{\"lane\":"
        
        if (typeof value_lane_15 !== 'string') {
          if (value_lane_15 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_lane_15 instanceof Date) {
            json += JSON_STR_QUOTE + value_lane_15.toISOString() + JSON_STR_QUOTE
          } else if (value_lane_15 instanceof RegExp) {
            json += asString(value_lane_15.source)
          } else {
            json += asString(value_lane_15.toString())
          }
        } else {
          json += asString(value_lane_15)
        }
        
      } else {
        throw new Error('"lane" is required!')
      }
      
      const value_state_16 = obj["state"]
      if (value_state_16 !== undefined) {
        json += ",\"state\":"
        
        if (typeof value_state_16 !== 'string') {
          if (value_state_16 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_state_16 instanceof Date) {
            json += JSON_STR_QUOTE + value_state_16.toISOString() + JSON_STR_QUOTE
          } else if (value_state_16 instanceof RegExp) {
            json += asString(value_state_16.source)
          } else {
            json += asString(value_state_16.toString())
          }
        } else {
          json += asString(value_state_16)
        }
        
      } else {
        throw new Error('"state" is required!')
      }
      
      const value_head_17 = obj["head"]
      if (value_head_17 !== undefined) {
        json += ",\"head\":"
        json += asInteger(value_head_17)
      } else {
        throw new Error('"head" is required!')
      }
      
      const value_seen_18 = obj["seen"]
      if (value_seen_18 !== undefined) {
        json += ",\"seen\":"
        json += asInteger(value_seen_18)
      } else {
        throw new Error('"seen" is required!')
      }
      
      const value_stored_19 = obj["stored"]
      if (value_stored_19 !== undefined) {
        json += ",\"stored\":"
        json += asInteger(value_stored_19)
      } else {
        throw new Error('"stored" is required!')
      }
      
      const value_duplicate_20 = obj["duplicate"]
      if (value_duplicate_20 !== undefined) {
        json += ",\"duplicate\":"
        json += asInteger(value_duplicate_20)
      } else {
        throw new Error('"duplicate" is required!')
      }
      
      const value_deadLettered_21 = obj["deadLettered"]
      if (value_deadLettered_21 !== undefined) {
        json += ",\"deadLettered\":"
        json += asInteger(value_deadLettered_21)
      } else {
        throw new Error('"deadLettered" is required!')
      }
      
      const value_inFlight_22 = obj["inFlight"]
      if (value_inFlight_22 !== undefined) {
        json += ",\"inFlight\":"
        json += asInteger(value_inFlight_22)
      } else {
        throw new Error('"inFlight" is required!')
      }
      
      const value_lost_23 = obj["lost"]
      if (value_lost_23 !== undefined) {
        json += ",\"lost\":"
        json += asInteger(value_lost_23)
      } else {
        throw new Error('"lost" is required!')
      }
      
      const value_redelivered_24 = obj["redelivered"]
      if (value_redelivered_24 !== undefined) {
        json += ",\"redelivered\":"
        json += asInteger(value_redelivered_24)
      } else {
        throw new Error('"redelivered" is required!')
      }
      
      const value_unrecorded_25 = obj["unrecorded"]
      if (value_unrecorded_25 !== undefined) {
        json += ",\"unrecorded\":"
        json += asInteger(value_unrecorded_25)
      } else {
        throw new Error('"unrecorded" is required!')
      }
      
      const value_rejected_26 = obj["rejected"]
      if (value_rejected_26 !== undefined) {
        json += ",\"rejected\":"
        json += anonymous1(value_rejected_26)
      } else {
        throw new Error('"rejected" is required!')
      }
      
      const value_reportedAt_27 = obj["reportedAt"]
      if (value_reportedAt_27 !== undefined) {
        json += ",\"reportedAt\":"
        
          if (value_reportedAt_27 === null) {
            json += JSON_STR_NULL
          }
          
          else if(
            typeof value_reportedAt_27 === "string" ||
            value_reportedAt_27 === null ||
            value_reportedAt_27 instanceof Date ||
            value_reportedAt_27 instanceof RegExp ||
            (
              typeof value_reportedAt_27 === "object" &&
              typeof value_reportedAt_27.toString === "function" &&
              value_reportedAt_27.toString !== Object.prototype.toString
            )
          ) {
            json += asDateTime(value_reportedAt_27)
          }
        
    else throw new TypeError("The value of '#/$defs/Lane/properties/reportedAt' does not match schema definition.")
  
      } else {
        throw new Error('"reportedAt" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

    function anonymous2 (obj) {
      // "merged0#/properties/lanes"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of 'merged0#/properties/lanes' does not match schema definition.")
    }
    const arrayLength = obj.length
  
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        json += anonymous3(value)
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          json += anonymous3(value)
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

        
      const value_accepted_1 = obj["accepted"]
      if (value_accepted_1 !== undefined) {
        json += "{\"accepted\":"
        json += asInteger(value_accepted_1)
      } else {
        throw new Error('"accepted" is required!')
      }
      
      const value_stored_2 = obj["stored"]
      if (value_stored_2 !== undefined) {
        json += ",\"stored\":"
        json += asInteger(value_stored_2)
      } else {
        throw new Error('"stored" is required!')
      }
      
      const value_duplicate_3 = obj["duplicate"]
      if (value_duplicate_3 !== undefined) {
        json += ",\"duplicate\":"
        json += asInteger(value_duplicate_3)
      } else {
        throw new Error('"duplicate" is required!')
      }
      
      const value_deadLettered_4 = obj["deadLettered"]
      if (value_deadLettered_4 !== undefined) {
        json += ",\"deadLettered\":"
        json += asInteger(value_deadLettered_4)
      } else {
        throw new Error('"deadLettered" is required!')
      }
      
      const value_inFlight_5 = obj["inFlight"]
      if (value_inFlight_5 !== undefined) {
        json += ",\"inFlight\":"
        json += asInteger(value_inFlight_5)
      } else {
        throw new Error('"inFlight" is required!')
      }
      
      const value_lost_6 = obj["lost"]
      if (value_lost_6 !== undefined) {
        json += ",\"lost\":"
        json += asInteger(value_lost_6)
      } else {
        throw new Error('"lost" is required!')
      }
      
      const value_redelivered_7 = obj["redelivered"]
      if (value_redelivered_7 !== undefined) {
        json += ",\"redelivered\":"
        json += asInteger(value_redelivered_7)
      } else {
        throw new Error('"redelivered" is required!')
      }
      
      const value_unrecorded_8 = obj["unrecorded"]
      if (value_unrecorded_8 !== undefined) {
        json += ",\"unrecorded\":"
        json += asInteger(value_unrecorded_8)
      } else {
        throw new Error('"unrecorded" is required!')
      }
      
      const value_rejected_9 = obj["rejected"]
      if (value_rejected_9 !== undefined) {
        json += ",\"rejected\":"
        json += anonymous1(value_rejected_9)
      } else {
        throw new Error('"rejected" is required!')
      }
      
      const value_balanced_11 = obj["balanced"]
      if (value_balanced_11 !== undefined) {
        json += ",\"balanced\":"
        json += asBoolean(value_balanced_11)
      } else {
        throw new Error('"balanced" is required!')
      }
      
      const value_asOf_12 = obj["asOf"]
      if (value_asOf_12 !== undefined) {
        json += ",\"asOf\":"
        json += asDateTime(value_asOf_12)
      } else {
        throw new Error('"asOf" is required!')
      }
      
      const value_lanes_13 = obj["lanes"]
      if (value_lanes_13 !== undefined) {
        json += ",\"lanes\":"
        json += anonymous2(value_lanes_13)
      } else {
        throw new Error('"lanes" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
})(null, serializer);
