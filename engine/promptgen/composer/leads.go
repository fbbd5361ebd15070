package composer

import (
	"strings"
)

// How ideas begin that are said to us rather than written down: what is asked
// of us goes, what is to be seen stays.

var leadIn = lazy(`(?i)^(?:(?:please|hi|hello|hey|ok|okay|so|now|well|idk|i (?:don't|do not) know|hm+|u[hm]+|er+m*)[,!.…]* +)*` +
	`(?:(?:can|could|would|will) you (?:please )?|let's |let us |(?:how|what) about |maybe |imagine |i(?:'m| am|'ve been| was) thinking (?:of|about) |i(?:'d| would) (?:like|love) (?:you to |to (?:see|have|get) |to )?|i (?:want|need) (?:you to |to (?:see|have) )?)?` +
	`(?:please )?(?:(?:draw|paint|create|generate|make|show|give|render|imagine|design|produce|compose|depict|picture|do)(?: +(?:me|us))?(?: +|: *))?` +
	`(?:(?:something|anything) (?:with|about|involving|featuring|that has) )?(?:(?:an?|the|some) +)?(?:(?:nice|beautiful|good|great|cool) +)?(?:(?:picture|image|artwork|prompt|scene|pic)s? (?:of|for|with|showing|about|where|that shows) +)?`)

var leadArticle = lazy(`(?i)\b(an?|the|some) +$`)

// purpose is what the picture is for: "a hero image for my website about".
var (
	purpose      = lazy(`(?i)^((?:(?:please|i need|i want|i'd like|make me|create|design) +)*)(?:(?:an? |the |my |our |some )?(?:(?:hero|header|cover|title|stock|key|blog|main) )?(?:image|picture|illustration|visual|graphic|photo|thumbnail|header)s? for (?:an? |my |our |the )?[\w' -]{2,40}? (?:about|on the topic of|on the subject of|regarding) )`)
	aboutArticle = lazy(`(?i)^(?:an? |my |our )?(?:blog post|article|website|homepage|landing page|newsletter|podcast|essay) about `)
	lookLike     = lazy(`(?i)^what (?:would|does|do|might|could|will) (.+?) looks? like(?: ((?:if|when|in|on|as|from|with) .+?))?\?*$`)
)

// abroadLeads are the same in German, Spanish, French, Italian, Japanese and Chinese.
var abroadLeads = []struct {
	from expression
	to   string
}{
	{lazy(`(?i)^(?:bitte )?(?:(?:kannst|könntest) du (?:mir )?(?:bitte )?|ich (?:möchte|hätte gerne?|will) )?(?:(?:mach|mal|male|zeichne|erstelle|generiere|zeig|zeige|gib)(?: mir| uns)?(?: bitte)? )?(?:(?:ein|das) (?:schönes |tolles )?(?:bild|foto|gemälde) (?:von|mit|über) )`), ""},
	{lazy(`(?i)^(?:bitte )?(?:mach|mal|male|zeichne|erstelle|generiere|zeig|zeige)(?: mir| uns)?(?: bitte)? (ein\w*|das|die|der|den) `), "$1 "},
	{lazy(`(?i)^(?:por favor,? )?(?:(?:hazme|haz|dibuja|dibújame|crea|créame|genera|píntame|pinta|quiero) )?una? (?:imagen|dibujo|foto|cuadro|ilustración) (?:de |con )`), ""},
	{lazy(`(?i)^(?:por favor,? )?(?:dibuja|dibújame|píntame|pinta|crea) (un|una|el|la) `), "$1 "},
	{lazy(`(?i)^(?:(?:fais|dessine|crée|génère|montre|peins|je veux|je voudrais)(?:-moi)? )?une? (?:image|dessin|photo|tableau|peinture) (?:de |d'|avec )`), ""},
	{lazy(`(?i)^(?:dessine|peins|montre|crée)-moi (un|une|le|la|des) `), "$1 "},
	{lazy(`(?i)^(?:(?:disegna|disegnami|crea|fammi) )?un['’]?a? ?(?:immagine|disegno|foto|quadro) (?:di |con )`), ""},
	{lazy(`(?:の(?:絵|画像|イラスト))?を?(?:描いて|作って)(?:ください|下さい)?[。！!]*$`), ""},
	{lazy(`^(?:请|帮我|给我)*(?:画|生成|创作)(?:一张|一幅)?(?:关于)?`), ""},
	{lazy(`(?i)^einem `), "ein "},
	{lazy(`(?i)^einer `), "eine "},
	{lazy(`(?i)^einen `), "ein "},
}

// withoutLeadIn drops what is said to us ("please draw me a picture of") and
// keeps the article of what follows.
func withoutLeadIn(msg string) string {
	for _, lead := range abroadLeads {
		if t := strings.TrimSpace(lead.from().ReplaceAllString(msg, lead.to)); t != "" {
			msg = t
		}
	}
	if m := lookLike().FindStringSubmatch(msg); m != nil {
		if m[2] == "" {
			return m[1]
		}
		return m[1] + " as it would look " + m[2]
	}
	if about := purpose().ReplaceAllString(msg, ""); about != msg && about != "" {
		return about
	}
	m := leadIn().FindString(msg)
	rest := msg[len(m):]
	if a := leadArticle().FindString(m); a != "" && !endsInOf().MatchString(m) {
		rest = msg[len(m)-len(a):]
		if adj := articleAndPraise().FindString(m); adj != "" {
			rest = msg[len(m)-len(adj):]
		}
	} else if adj := maybePraise().FindString(m); adj != "" {
		rest = msg[len(m)-len(adj):]
	}
	rest = politeTail().ReplaceAllString(rest, "")
	if about := aboutArticle().ReplaceAllString(rest, ""); about != "" {
		rest = about
	}
	if strings.TrimSpace(rest) == "" {
		return msg
	}
	return rest
}

var (
	politeTail       = lazy(`(?i)[,]? *(?:please|thanks|thank you)[.!]*$`)
	endsInOf         = lazy(`(?i)(?:of|for|with|showing|about|where|that shows) +$`)
	articleAndPraise = lazy(`(?i)\b(?:an?|the|some) +(?:nice|beautiful|good|great|cool) +$`)
	maybePraise      = lazy(`(?i)(?:(?:an?|the|some) +)?(?:nice|beautiful|good|great|cool) +$`)
)

// shapes are words for the shape of a picture at the beginning of an idea.
var (
	shapeOf = lazy(`(?i)^((?:an?|the) )?(?:(square|vertical|horizontal|upright|portrait[- ]format|landscape[- ]format|tall,? narrow|tall and narrow|\d{1,2}:\d{1,2}) )(?:(?:format )?(?:picture|image|photo|illustration|painting|wallpaper|banner|poster) )(of|with|showing) `)
	phone   = lazy(`(?i)^((?:an?|the|my) )?(?:phone|mobile|iphone|lock screen|desktop) (?:wallpaper|background|lock screen)(?: (?:of|with|showing))? `)
)

// takeShape takes "a square picture of" off an idea, as the shape is the
// format's.
func takeShape(text string) (rest, format string) {
	if m := shapeOf().FindStringSubmatch(text); m != nil {
		format = formats[lower(m[2])]
		if format == "" {
			format = lower(m[2])
		}
		return text[len(m[0]):], format
	}
	if m := phone().FindString(text); m != "" {
		if hasWord(m, "desktop") {
			return text[len(m):], ""
		}
		return text[len(m):], formats["vertical"]
	}
	return text, ""
}

var formats = map[string]string{
	"square": "square", "vertical": "vertical, taller than wide", "upright": "upright, taller than wide", "portrait-format": "portrait, taller than wide",
	"portrait format": "portrait, taller than wide", "tall narrow": "tall and narrow", "tall, narrow": "tall and narrow", "tall and narrow": "tall and narrow",
	"horizontal": "horizontal, wider than tall", "landscape format": "landscape, wider than tall", "landscape-format": "landscape, wider than tall",
}
