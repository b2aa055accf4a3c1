package org.citywall.contracts.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What happened to a ticket, as its system, a person at the desk, or a rule says it
 * (docs/domain/ticket.md).
 */
public enum TicketEventKind {
    /** It came in. */
    @JsonProperty("created")
    CREATED("受理"),
    /** Somebody gave it its class, which starts the clocks of that class. */
    @JsonProperty("classified")
    CLASSIFIED("立案"),
    /** It went to one department, or by a whistle (吹哨) to several with one lead. */
    @JsonProperty("dispatched")
    DISPATCHED("派遣"),
    /** A department does not hold itself responsible; once per department. */
    @JsonProperty("returned")
    RETURNED("退单"),
    /** Who is responsible was decided; nobody returns it after that. */
    @JsonProperty("adjudicated")
    ADJUDICATED("裁决"),
    /** A department took it on: the response that was promised. */
    @JsonProperty("signed")
    SIGNED("签收"),
    /** Work goes on; says how far it is. */
    @JsonProperty("progress")
    PROGRESS("处置"),
    /** A department of a whistle says that its part is done. */
    @JsonProperty("reported")
    REPORTED("回报"),
    /** A later promise was approved: once, before it was due, with a reason. */
    @JsonProperty("extended")
    EXTENDED("延期"),
    /** Its clocks stand until it is resumed. */
    @JsonProperty("suspended")
    SUSPENDED("挂起"),
    /** Its clocks go on. */
    @JsonProperty("resumed")
    RESUMED("恢复"),
    /** The consultation was held. */
    @JsonProperty("consulted")
    CONSULTED("会商"),
    /** The plan was written. */
    @JsonProperty("planned")
    PLANNED("制定方案"),
    /** It went one level up. */
    @JsonProperty("escalated")
    ESCALATED("提级"),
    /** The department says that it is done. */
    @JsonProperty("done")
    DONE("办结"),
    /** Somebody looked, or called back: passed, failed, or nobody answered. */
    @JsonProperty("verified")
    VERIFIED("核查回访"),
    /** It was not done: second dispatch (二次派单) with notice to two (双告知). */
    @JsonProperty("redo")
    REDO("重办"),
    /** It is watched until it is cancelled off. */
    @JsonProperty("supervised")
    SUPERVISED("督办"),
    /** It is watched no longer. */
    @JsonProperty("released")
    RELEASED("解除督办"),
    /** It is over, with its proof. */
    @JsonProperty("cancelled")
    CANCELLED("销号"),
    /** It is filed. */
    @JsonProperty("archived")
    ARCHIVED("归档"),
    /** It was no case. */
    @JsonProperty("invalidated")
    INVALIDATED("作废"),
    /** It is the same case as another, which goes on. */
    @JsonProperty("merged")
    MERGED("并案"),
    /** Another system has the same case under a number of its own. */
    @JsonProperty("linked")
    LINKED("关联"),
    /** The caller rated it, 1 to 5. */
    @JsonProperty("rated")
    RATED("评价"),
    /** From now on it shows its category and cell alone. */
    @JsonProperty("secret")
    SECRET("保密"),
    /** A rule found out something about it: repeat, group, hot spot. */
    @JsonProperty("flagged")
    FLAGGED("标记");

    private final String words;

    TicketEventKind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
