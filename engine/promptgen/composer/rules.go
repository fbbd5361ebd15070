package composer

import "strings"

// rule is a pattern for a clause and what it does; it says no to let the next
// rule have a try.
type rule struct {
	pattern expression
	do      func(w *work, m []string) bool
}

const degreeWords = `(?:(?:a (?:little |tiny |wee )?bit|a smidge|a little|a touch|slightly|somewhat|many|much|a lot|way|far|even|still|really|very|so|quite|too|lots|considerably) )*`

var degreeStart = lazy(`(?i)^(?:make it )?` + degreeWords)

var countClause = pattern(`(?:only|just|exactly|make (?:it|that|them)|there (?:are|is)|have|with)? ?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a single|a dozen) ?(?:of them|of these|only)?`)

// rules are tried in order; the particular ones come first.
var rules = []rule{
	{pattern(`(?:surprise me|something (?:else|different|new|unexpected)|anything|you (?:choose|decide|pick)|random|be creative|go wild|dealer's choice|whatever you (?:like|want)|mix it up|shake it up|change everything(?: else)?|everything else (?:can|may|should) (?:change|be different)|something completely different)`), (*work).surprise},
	{pattern(`(?:(?:do|make|give me|show me|i want)? ?(?:another|a new|one more|a|some more|some other|some|more|other|new|different|fresh) (?:round|variations?|versions?|options?|alternatives?|set|batch|ideas|takes?)|again|once more|more like (?:this|that)|try again|more|vary(?: it| this)?|next)(?: of (?:this|it|that))?(?: with| of| for| in| on| by)? ?((?:only|just|varying|changing|vary|different|other|the|in|for)? ?.*)`), (*work).anotherRound},
	{howMany, (*work).manyRounds},
	{pattern(`(?:vary|change|play with|try|explore|show|(?:a |some )?different|another|(?:some )?other|a new|only vary|vary only|only change|try out)(?: some| a few)?(?: only| just)?(?: the| its)?(?: different| other)? ([a-z ,]+?)(?: only)?`), (*work).varyAxes},
	{pattern(`only (?:the |its )?([a-z ,]+)`), (*work).onlyAxes},
	{pattern(`(?:make (?:it|the (?:prompt|text)) )?(?:a (?:little )?bit |much |slightly |even |still )?(?:shorter|shorten(?: it| the prompt)?|more concise|briefer|cut it down|fewer words|less text|condense(?: it)?|tighten(?: it)?|trim it|too long|less wordy|more compact)`), (*work).shorter},
	{pattern(`(?:make (?:it|the (?:prompt|text)) )?(?:a bit |much |slightly |even |still )?(?:longer|lengthen(?: it)?|more words|expand(?: it)?|elaborate|more elaborate|flesh it out|too short|richer|describe (?:it )?more|more descriptive)`), (*work).longer},
	{pattern(`(?:make (?:it|this)|in|as|use|for|turn it|switch to|set it|to|crop it|crop to|change (?:it|the format) to|format)? ?(?:an? |into |to |in |as )*(portrait|landscape|square|vertical|horizontal|upright|tall|\d{1,2} ?[:x×/] ?\d{1,2})(?: (?:format|orientation|crop|picture|frame|aspect ratio|ratio|aspect|mode|image|layout|shape))?`), (*work).format},
	{pattern(`(?:make |turn )(?:it|him|her|them|that one|that) (?:a (?:little |tiny )?(?:bit )?|much |slightly |really )*([\w-]+)`), (*work).makeAdded},
	{pattern(`(?:put|place|move|position|shift|have|want|keep)? ?(it|him|her|them|the subject|the [\w-]+(?: [\w-]+)?) (?:more |further |over |should be |must be )*((?:to|on|in|at) the (?:far |very |lower |upper |bottom |top )?(?:left|right|middle|centre|center|foreground|background|distance|corner|top|bottom)(?: (?:side|corner|third|half))?)(?: (?:side )?(?:of|in) the (?:frame|picture|image|scene))?`), (*work).place},
	{pattern(`(?:(?:make )?(?:it |everything |all )?)?(?:in )?(?:black and white|b&w|b/w|monochrome|greyscale|grayscale)(?:,? (?:but|everything))?(?: except| but| apart from| other than)(?: for)?(?: only)?(?: the)? ([\w -]+?)(?: in colou?r)?`), (*work).selective},
	{pattern(`(?:there (?:is|should be) )?(?:nobody|no one|no-one|not a soul)(?: in it| there| around)?`), (*work).nobody},
	{pattern(`(?:each|one|both|all|two|some|another)(?: one)?(?: of (?:them|these|the [\w-]+))? (?:in|with|wearing|holding|looking|facing|doing|having|carrying|sitting|standing|lying|reading|playing|running) .+`), (*work).eachOf},
	{pattern(`(?:an? )?(?:extreme )?(?:close[- ]?up|zoom in|zoom|focus|detail shot|macro(?: shot)?) (?:of|on|to|onto|in on) ((?:the |his |her |their |its |my )?.+)`), (*work).closeOn},
	{pattern(`((?:[a-z]+ )?[a-z]+ light (?:from|through|coming from|coming through|falling through) .+)`), (*work).lightFrom},
	{pattern(`(?:set (?:it )?|make it |it's |place it |put it |move it |as if )?((?:in |to )?(?:the )?` + eraName + `)`), (*work).era},
	{pattern(`(the [\w-]+(?: [\w-]+)?|he|she|they|him|her|them) to (?:be|become|look) (.+)`), func(w *work, m []string) bool { return w.change(m[1], m[2]) }},
	{pattern(`(?:(?:make|have|let|show|get) )?(him|her|them|it|he|she|they|the [\w-]+(?: [\w-]+)??) (?:is |are |should be |to be |should )?((?:both |all )?[a-z]+)((?: .*)?)`), (*work).act},
	{pattern(`(?:light|turn on|switch on|put on) (?:the |an? |some )?(lamps?|lights?|lanterns?|candles?|fire|fireplace|neon|street lights)`), (*work).lightUp},
	{pattern(`(one|two|three|some|both|all|each) of (them|these|the [\w-]+) (?:is |are |should be |should )?([a-z]+)((?: .*)?)`), (*work).ofThemDo},
	{pattern(`(one|two|three|some|both|all|each)( of (?:them|these|the [\w-]+))? (?:is|are|should be) ([a-z]+ing(?: .*)?)`), func(w *work, m []string) bool {
		return w.eachOf([]string{strings.Join([]string{m[1], strings.TrimSpace(m[2]), m[3]}, " ")})
	}},
	{pattern(`(he|she|it|they|the [\w-]+(?: [\w-]+)??) (?:has|have|had|should have|must have|needs|gets|should get) (.+)`), (*work).giveThing},
	{pattern(`(?:remove|delete|drop|lose|erase|get rid of|take out|kill) (it|them|both|that|this|him|her|all|everything|all of (?:it|them)|those|these)(?: out| away)?`), (*work).whichOf},
	{pattern(`(?:remove|lose|delete|clear|take out|get rid of|drop) everything(?: else)? (?:except|but|apart from|other than)(?: for)? (.+)`), func(w *work, m []string) bool { return w.onlyThing("only " + lower(bare(m[1]))) }},
	{pattern(`blur (the .+)`), func(w *work, m []string) bool { return w.makeThing([]string{"", bare(m[1]) + " blurred"}) }},
	{pattern(`(?:reduce|cut down on|tone down|ease off|dial down|turn down|dial back|minimi[sz]e|decrease) (.+)`), (*work).reduce},
	{pattern(`(?:increase|boost|enhance|intensify|turn up|dial up|amp up|maximi[sz]e|up) (.+)`), (*work).raise},
	{pattern(`(?:add |with |have |and |make it )?(?:(?:a|another) )?(second|third|fourth|fifth|sixth)(?: (one|[\w-]+))?`), (*work).nth},
	{pattern(`(?:add |with |have |give me )?(?:(?:another|one more) (?:of (?:them|those|these)|([\w-]+))|one more)`), (*work).oneMore},
	{pattern(`(?:and |make |turn |paint |have )*(?:the )?(first|second|other|last|left|right)(?: (one|[\w-]+))?(?: (?:should be|is|to be|be))? ([\w -]+)`), (*work).oneOf},
	{pattern(`(?:make |turn |paint |have )?(?:the )?(?:one|first)(?: of them| one)? ([\w-]+) and (?:the )?(?:other|second|one)(?: one)? ([\w-]+)`), func(w *work, m []string) bool {
		return w.oneOf([]string{"", "one", "", m[1]}) && w.oneOf([]string{"", "other", "", m[2]})
	}},
	{pattern(`(?:and |make |turn |paint |have )*(one) (?:of (?:the )?(them|[\w-]+) )?(?:should be |is |be )?([\w-]+(?: [\w-]+)?)`), (*work).oneOf},
	{pattern(`(?:make it |set (?:it )?|for |it's |like |at |on |during )*(christmas|halloween|easter|diwali|hanukkah|new year|valentine's day)(?:[- ](?:vibes?|mood|feel|feeling|theme|themed|atmosphere|decorations|spirit|style))?`), (*work).feast},
	{pattern(`(?:please )?(?:add|put in|include|needs|it needs) (?:something|anything|stuff|something else|some (?:life|interest|things?|stuff))(?: interesting| else| more| to it| in it)?`), (*work).addWhat},
	{pattern(`(?:add |with |have |make it |let it |show )?(.+?) outside(?: (?:of )?(?:the |a )?windows?)?`), (*work).outside},
	{pattern(`(?:please )?(?:(?:add|bring|put|give|get|restore|return)(?: it| back| in)*(?: the| some| its| a bit of)?(?: full)? colou?rs?(?: back| again| in)*|(?:bring|put|get) back(?: the| some)? colou?rs?|(?:make it |back )?(?:to |in )?(?:full )?colou?rs?(?: again)|back (?:to|in) colou?r|in (?:full )?colou?r)(?: again| please)?`), (*work).colourBack},
	{pattern(`(?:add |put |have )?(.+?) (everywhere|all around|all over(?: the place)?)`), (*work).everywhere},
	{pattern(`leave (.+?)(?: (?:as (?:it is|they are|is)|alone|there|in|be))?`), (*work).leave},
	{pattern(`put (an? .+|some .+|the .+) on (him|her|them|it|the [\w-]+)`), (*work).putOn},
	{pattern(`keep (?:only )?(.+)`), (*work).keep},
	{pattern(`(.+?) stays?(?: the same| as (?:it is|is)| put)?`), (*work).keep},
	{pattern(`(?:(?:make|have) (?:it|this|that|them) )(?:an? )?(?:only |just )?(.+?) instead(?: of (?:it|this|that))?`), (*work).insteadBare},
	{pattern(`(?:make it |i'd like |use |put )?(.+?) (?:instead of|rather than|in place of|not) (.+)`), (*work).insteadOf},
	{pattern(`(?:instead of|rather than|in place of) (.+?)(?:, | use | take | put | i want | have | show | make it | with )(.+)`), func(w *work, m []string) bool { return w.replace(m[1], m[2]) }},
	{pattern(`(?:(?:change|replace|make|set|have|let) )?(?:it|(?:the |its )?(?:text|words?|lettering|title|name|sign|slogan|caption|headline|poster|logo)) (?:to |with |into |should |must |say |says |read |reads |be )+("[^"]+"|“[^”]+”)`), (*work).letter},
	{pattern(`(?:replace|swap(?: out)?|exchange|substitute|trade|switch) (.+?) (?:with|by|for|to) (.+)`), func(w *work, m []string) bool { return w.replace(m[1], m[2]) }},
	{pattern(`(?:change|turn|transform|convert|switch|make) (.+?) (?:to|into|to be|in to) (.+)`), func(w *work, m []string) bool { return w.change(m[1], m[2]) }},
	{pattern(`(.+?) (?:should be|should become|becomes|must be) (.+)`), func(w *work, m []string) bool { return w.change(m[1], m[2]) }},
	{pattern(`(the [\w-]+(?: [\w-]+)?) (?:is|are) ((?:(?:an?|two|three|some|made|covered|full|surrounded|wrapped|painted|filled|overgrown) .+|on fire|in flames|in ruins|in bloom|upside down))`), (*work).isA},
	{pattern(`([a-z][a-z ]*?) ?[:=] ?(.+)`), (*work).colon},
	{pattern(`i (?:don't|do not|really don't) (?:like|love|want) (?:the |this |that |its )?([a-z]+)`), (*work).dislike},
	{pattern(`(?:bring|put) back (.+)`), (*work).bringBack},
	{pattern(`(?:put|place|set|move|have|show) (the .+?) ((?:in|on|at|under|behind|beside|near|next to|in front of|on top of|over|inside|above|below|to|into|onto) .+)`), (*work).putThing},
	{pattern(`(?:put|place|set|move|have|sit|lay|hang) (it|him|her|them) ((?:in|on|at|under|behind|beside|near|next to|in front of|on top of|over|inside|above|below|to|into|onto) .+)`), (*work).putThing},
	{pattern(`set (?:the )?([a-z]+) (?:to|as) (.+)`), func(w *work, m []string) bool { return w.change(m[1], m[2]) }},
	{pattern(`(?:not|no) (?:so|too|as|that|quite so|quite as) (?:much |many )?(.+)`), func(w *work, m []string) bool { return w.degree("less "+lower(m[1])) || w.degree("fewer "+lower(m[1])) }},
	{pattern(`(?:(?:it's|it is|its|that's|this is|(?:it|he|she|they|that|this|everything|the [\w-]+) (?:is|are|looks?|feels?|seems?|gets?)|looks) )?(?:way |a bit |much |a little |far |still )*too (.+)`), func(w *work, m []string) bool { return w.degree("less " + lower(m[1])) }},
	{pattern(`(?:remove|delete|drop|lose|erase|turn off|switch off|put out|stop|leave out|leave away|omit|exclude|cut(?: out)?|kill|ditch|skip|hide|minus|scrap|eliminate|get rid of|take out|take away|clear away|clear|without(?: any)?|no more|no|not(?: any)?|never|avoid|(?:don't|do not) (?:want|show|include|need|have|add|put(?: in)?|use|draw|paint)|i don't (?:want|like|need)|there (?:should|must) be no|there are no|there is no|stop with|lose all|free of|except(?: for)?|strip(?: out)?|forget(?: about)?)(?: any| all(?: of)?)? (.+)`), (*work).remove},
	{pattern(`(?:take|cut|leave|throw|crop|get) (.+?) (?:out|away|off)(?: of .+)?`), (*work).remove},
	{pattern(`(?:make (?:it|this|that|everything|the (?:whole )?(?:scene|picture|image|thing)|things) )?` + degreeWords + `(.+)`), func(w *work, m []string) bool { return w.degree(lower(m[1])) }},
	{pattern(`(?:with |on |against )?((?:an? |the )?[\w -]+?) (background|backdrop)`), (*work).background},
	{pattern(`(?:bring|put|get|have|i want) (.+?) back`), (*work).bringBack},
	{pattern(`(?:make|have) (?:it|that|them|everything) (?:a |an )?(?:only |just )?(.+)`), (*work).makeIt},
	{pattern(`(?:turn|change|transform|convert|switch|set|move|put|place|render|paint|draw|sketch|illustrate|photograph|do|shoot|show|view|see|use|go|take|frame) (?:it|this|that|them|her|him|everything|the (?:scene|picture|image|whole thing|shot|subject))? ?(?:all )?((?:to|into|as|in|on|at|with|from|like|under|by|during|inside) .+)`), (*work).makeIt},
	{pattern(`make (?:the |that |those |its )?(.+)`), (*work).makeThing},
	{pattern(`paint (?:the )?(.+)`), (*work).makeThing},
	{pattern(`give (him|her|them|it) (.+)`), (*work).giveThing},
	{pattern(`give (?:it|the (?:scene|picture|image)) (.+)`), (*work).giveIt},
	{pattern(`give (?:the )?([\w-]+(?: [\w-]+)?) ((?:an?|some|the|two|three|its|more) .+)`), (*work).giveThing},
	{pattern(`(?:only|just|exactly|make (?:it|that|them)|make|there (?:are|is)|have|with)? ?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a single|a dozen)(?: of (?:them|these|those))?((?: [^\d,]+)?)`), (*work).countOf},
	{pattern(`(?:add|put(?: in)?|include|insert|place|bring(?: in| back)?|put back|throw in|there should be|there is|there are|let there be|have|want|need|with|plus|and|let me see|show|introduce|mix in|work in|set) (.+)`), (*work).addAll},
	{pattern(`(?:zoom|pull|move|step|go|get|come|crop) (.+)`), func(w *work, m []string) bool { return w.degree(lower(m[0])) || w.degree(lower(m[1])) }},
	{pattern(`use (.+)`), func(w *work, m []string) bool { return w.decide(m[1]) || w.addAll(m) }},
	{pattern(`(.+?) instead`), (*work).insteadBare},
	{pattern(`(.+)`), (*work).bareClause},
}
