package org.citywall.contracts.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is special about a ticket, beside its state. */
public enum TicketFlag {
    /** Watched until it is cancelled off. */
    @JsonProperty("supervised")
    SUPERVISED("督办"),
    /** Was not done the first time. */
    @JsonProperty("second-dispatch")
    SECOND_DISPATCH("二次派单"),
    /** Several departments, one lead. */
    @JsonProperty("whistle")
    WHISTLE("吹哨"),
    /** A promise was broken. */
    @JsonProperty("overdue")
    OVERDUE("超期"),
    /** The same caller, or the same place, and the same category within 30 days. */
    @JsonProperty("repeat")
    REPEAT("重复"),
    /** Others complain of the same at the same place. */
    @JsonProperty("group")
    GROUP("群诉"),
    /** Belongs to a hot spot. */
    @JsonProperty("hot")
    HOT("热点"),
    /** Made from an alarm, before anybody called. */
    @JsonProperty("proactive")
    PROACTIVE("未诉先办"),
    /** Shows its category and cell alone. */
    @JsonProperty("secret")
    SECRET("保密"),
    /** In the news. */
    @JsonProperty("media")
    MEDIA("媒体曝光"),
    /** A leader asks for it. */
    @JsonProperty("instructed")
    INSTRUCTED("领导批示");

    private final String words;

    TicketFlag(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
