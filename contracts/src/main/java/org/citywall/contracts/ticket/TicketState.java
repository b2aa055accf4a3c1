package org.citywall.contracts.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a ticket stands: the steps of the two flows in use, city management and hotline, joined
 * (docs/domain/ticket.md).
 */
public enum TicketState {
    /** Written, not handed in. */
    @JsonProperty("draft")
    DRAFT("草稿", false),
    /** Came in. */
    @JsonProperty("received")
    RECEIVED("已受理", false),
    /** Has its class. */
    @JsonProperty("classified")
    CLASSIFIED("已立案", false),
    /** A department has it, and has not answered. */
    @JsonProperty("dispatched")
    DISPATCHED("已派遣", false),
    /** The department gave it back. */
    @JsonProperty("returned")
    RETURNED("已退单", false),
    /** Given back too often: somebody decides. */
    @JsonProperty("adjudicating")
    ADJUDICATING("裁决中", false),
    /** The department took it on. */
    @JsonProperty("signed")
    SIGNED("已签收", false),
    /** Work goes on. */
    @JsonProperty("in-progress")
    IN_PROGRESS("处置中", false),
    /** Work goes on under a later promise. */
    @JsonProperty("extended")
    EXTENDED("已延期", false),
    /** Its clocks stand. */
    @JsonProperty("suspended")
    SUSPENDED("已挂起", false),
    /** A consultation was held; its plan is awaited. */
    @JsonProperty("consulting")
    CONSULTING("会商中", false),
    /** One level up. */
    @JsonProperty("escalated")
    ESCALATED("已提级", false),
    /** The department says that it is done. */
    @JsonProperty("done")
    DONE("已办结", false),
    /** Called back, not yet reached. */
    @JsonProperty("verifying")
    VERIFYING("核查中", false),
    /** Second dispatch. */
    @JsonProperty("redo")
    REDO("重办中", false),
    /** Over. */
    @JsonProperty("cancelled-off")
    CANCELLED_OFF("已销号", true),
    /** Filed. */
    @JsonProperty("archived")
    ARCHIVED("已归档", true),
    /** Goes on as another. */
    @JsonProperty("merged")
    MERGED("已并案", true),
    /** Was no case. */
    @JsonProperty("invalid")
    INVALID("已作废", true);

    private final String words;
    private final boolean end;

    TicketState(String words, boolean end) {
        this.words = words;
        this.end = end;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether nothing more is owed. */
    public boolean isEnd() {
        return end;
    }
}
