package org.citywall.contracts.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a department gets an order. */
public enum TicketOrderKind {
    /** It shall handle the ticket. */
    @JsonProperty("dispatch")
    DISPATCH("派单"),
    /** It shall do it again. */
    @JsonProperty("second-dispatch")
    SECOND_DISPATCH("二次派单"),
    /** It shall know, and say that it does, that a second dispatch went out. */
    @JsonProperty("notice")
    NOTICE("双告知"),
    /** It shall come and do its part. */
    @JsonProperty("whistle")
    WHISTLE("吹哨"),
    /** It is watched, and urged. */
    @JsonProperty("supervise")
    SUPERVISE("督办"),
    /** A promise runs out, or did. */
    @JsonProperty("urge")
    URGE("催办"),
    /** It need do nothing more. */
    @JsonProperty("withdraw")
    WITHDRAW("撤销"),
    /** It shall do something about an alert, and say whether it does. */
    @JsonProperty("alert")
    ALERT("告警指令");

    private final String words;

    TicketOrderKind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
