package translate

import (
	"slices"

	"omnibus/assemble/locale"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// A Counts contains the numbers of texts of one paper in one language, by state.
type Counts struct {
	Lang  string `json:"language"`
	Paper string `json:"paper"`

	Texts        int `json:"texts"`
	Untranslated int `json:"untranslated"`
	Translated   int `json:"translated"`
	Reviewed     int `json:"reviewed"`
	Final        int `json:"final"`
	Stale        int `json:"stale"`
	Editorial    int `json:"editorial"`
	// ids of the language's orphans; then paper is ""
	Orphans []string `json:"orphans,omitempty"`

	Words  int `json:"words"`  // source words to be translated
	Needed int `json:"needed"` // those that the meeting needs
}

// Status counts the texts of languages by paper, and lists the orphans of each language, in the order of the languages.
func Status(w *work.Work, langs []string) []Counts {
	return slices.Concat(eachLanguage(langs, func(lang string) []Counts {
		return countTranslations(packet.Items(w.Plan, w.Locales, w.Papers, lang), w, lang)
	})...)
}

func countTranslations(items []packet.Item, w *work.Work, lang string) []Counts {
	papers := w.Papers.IDs()
	out := make([]Counts, 0, len(papers)+1)
	for _, paper := range papers {
		out = append(out, Counts{Lang: lang, Paper: paper})
	}
	known := make(map[string]bool, len(items))
	for i := range items {
		it := &items[i]
		known[it.ID] = true
		if it.Translation.Original {
			continue
		}
		i := slices.Index(papers, it.Paper)
		if i < 0 {
			continue // the term has no papers
		}
		c := &out[i]
		c.Texts++
		switch it.Translation.State {
		case locale.Untranslated:
			c.Untranslated++
		case locale.Translated:
			c.Translated++
		case locale.Reviewed:
			c.Reviewed++
		case locale.Final:
			c.Final++
		}
		if it.Translation.Stale {
			c.Stale++
		}
		if it.Translation.Editorial {
			c.Editorial++
		}
		if it.Open() {
			n := packet.CountWords(it.String)
			c.Words += n
			if it.Needed {
				c.Needed += n
			}
		}
	}
	return append(out, Counts{Lang: lang, Orphans: w.Locales.Orphans(lang, known)})
}

// Add adds d to c, without the orphans.
func (c *Counts) Add(d Counts) {
	c.Texts += d.Texts
	c.Untranslated += d.Untranslated
	c.Translated += d.Translated
	c.Reviewed += d.Reviewed
	c.Final += d.Final
	c.Stale += d.Stale
	c.Editorial += d.Editorial
	c.Words += d.Words
	c.Needed += d.Needed
}

// An OpenText is a text that is not translated, or whose translation is stale.
type OpenText struct {
	ID     string   `json:"id"`
	Lang   string   `json:"language"`
	What   string   `json:"what"`  // untranslated or stale
	Where  []string `json:"where"` // paper, section, place in the section
	Words  int      `json:"words"`
	Needed bool     `json:"needed"` // the meeting needs it
}

// OpenTexts lists what translators have to do in languages, in the order of the papers. Texts that the meeting needs come first.
func OpenTexts(w *work.Work, langs []string) []OpenText {
	var out []OpenText
	for _, lang := range langs {
		var later []OpenText
		items := packet.Items(w.Plan, w.Locales, w.Papers, lang)
		for i := range items {
			it := &items[i]
			if !it.Open() || it.IsLabel() { // labels are counted by themselves
				continue
			}
			x := OpenText{ID: it.ID, Lang: lang, What: "untranslated", Words: packet.CountWords(it.String), Needed: it.Needed}
			if !it.Translation.Missing() {
				x.What = "stale"
			}
			for _, s := range []string{it.Paper, it.Section, it.Label} {
				if s != "" {
					x.Where = append(x.Where, s)
				}
			}
			if x.Needed {
				out = append(out, x)
			} else {
				later = append(later, x)
			}
		}
		out = append(out, later...)
	}
	return out
}

// An AskedQuery is a query about a text that is not closed.
type AskedQuery struct {
	ID       string `json:"id"`
	Lang     string `json:"language"`
	Text     string `json:"text,omitempty"` // id of the text; "" if there is none
	Said     string `json:"said"`
	By       string `json:"by,omitempty"`
	When     string `json:"when,omitempty"`
	Answer   string `json:"answer,omitempty"`
	Answered string `json:"answered,omitempty"` // the day
}

// Queries lists the queries about the texts in languages that are not closed, unanswered ones first.
func Queries(w *work.Work, langs []string) []AskedQuery {
	var out []AskedQuery
	for _, lang := range langs {
		for _, q := range w.Locales.Queries(lang) {
			if q.Closed == "" {
				out = append(out, AskedQuery{q.ID, lang, q.Text, q.Said, q.By, q.When, q.Answer, q.Answered})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b AskedQuery) int {
		switch {
		case (a.Answer == "") == (b.Answer == ""):
			return 0
		case a.Answer == "":
			return -1
		}
		return 1
	})
	return out
}

// A LabelCounts counts the labels of a language: the words of papers that do not come from the records.
type LabelCounts struct {
	Lang    string   `json:"language"`
	Labels  int      `json:"labels"`
	Missing []string `json:"missing"` // keys; the labels of another language are printed
	Copied  []string `json:"copied"`  // keys of labels that are still those of the reference language
	Stale   []string `json:"stale"`   // ids of labels that were translated from other words
}

// Labels counts the labels of languages.
func Labels(w *work.Work, langs []string) []LabelCounts {
	out := []LabelCounts{}
	for _, lang := range langs {
		c := LabelCounts{Lang: lang}
		c.Labels, c.Missing, c.Copied = w.Locales.Untranslated(lang)
		c.Missing, c.Copied, c.Stale = append([]string{}, c.Missing...), append([]string{}, c.Copied...), []string{}
		for _, t := range w.Locales.LabelTexts(lang) {
			if tr := w.Locales.Lookup(t, lang); tr.Stale {
				c.Stale = append(c.Stale, t.ID)
			}
		}
		out = append(out, c)
	}
	return out
}
