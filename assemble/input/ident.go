package input

func (r *Body) Ident() ID           { return r.ID }
func (r *Term) Ident() ID           { return r.ID }
func (r *Officer) Ident() ID        { return r.ID }
func (r *DraftSection) Ident() ID   { return r.ID }
func (r *Paper) Ident() ID          { return r.ID }
func (r *Entry) Ident() ID          { return r.ID }
func (r *Resolution) Ident() ID     { return r.ID }
func (r *Mandate) Ident() ID        { return r.ID }
func (r *Heading) Ident() ID        { return r.ID }
func (r *Meeting) Ident() ID        { return r.ID }
func (r *AgendaItem) Ident() ID     { return r.ID }
func (r *Session) Ident() ID        { return r.ID }
func (r *Stakeholder) Ident() ID    { return r.ID }
func (r *ProseBlock) Ident() ID     { return r.ID }
func (r *ProseNote) Ident() ID      { return r.ID }
func (r *SessionOutcome) Ident() ID { return r.ID }
func (r *Presenter) Ident() ID      { return r.ID }
func (r *Outcome) Ident() ID        { return r.ID }
func (r *Proposal) Ident() ID       { return r.ID }
func (r *SubParagraph) Ident() ID   { return r.ID }
func (r *Reservation) Ident() ID    { return r.ID }
