package openai

import (
	"encoding/json"

	"easel/engine/wire"
)

// schemaName is how the schema is called in a request.
const schemaName = "easel_round"

// responseFormat is the parameter that asks for a form; nil for none.
func responseFormat(f form) any {
	switch f {
	case formSchema:
		return map[string]any{"type": "json_schema", "json_schema": map[string]any{
			"name": schemaName, "strict": true, "schema": json.RawMessage(schema)}}
	case formObject:
		return map[string]any{"type": "json_object"}
	}
	return nil
}

// schema is the form of an answer, for strict mode: every property is
// required, nothing else is allowed, what may be missing may be null, and
// nothing has a length. The reply is first so that it streams first.
const schema = `{"type":"object","additionalProperties":false,"required":["reply","prompt","variations"],"properties":{` +
	`"reply":{"type":"string"},` +
	`"prompt":{"anyOf":[` + promptSchema + `,{"type":"null"}]},` +
	`"variations":{"type":"array","items":` + promptSchema + `}}}`

const promptSchema = `{"type":"object","additionalProperties":false,"required":["title","text","negative","axes"],"properties":{` +
	`"title":{"type":"string"},"text":{"type":"string"},"negative":{"anyOf":[{"type":"string"},{"type":"null"}]},` +
	`"axes":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["axis","value"],"properties":{` +
	`"axis":{"type":"string","enum":["subject","medium","composition","camera","lighting","palette","mood","time","setting","texture"]},` +
	`"value":{"type":"string"}}}}}}`

// parameters is all that is sent beside model and messages. It goes around
// go-openai's struct, which drops zeros and refuses what some models do take.
func (g *Generator) parameters(q quirks) wire.Extra {
	o := g.options
	extra := wire.Extra{o.TokensField: o.MaxTokens, "stream_options": map[string]any{"include_usage": true}}
	if o.Temperature != nil {
		extra["temperature"] = *o.Temperature
	}
	if o.Effort != "" {
		extra["reasoning_effort"] = o.Effort
	}
	if format := responseFormat(q.Form); format != nil {
		extra["response_format"] = format
	}
	return q.apply(extra)
}
