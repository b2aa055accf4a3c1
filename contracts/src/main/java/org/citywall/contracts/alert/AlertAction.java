package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an officer or responder may ask of an alert. */
public enum AlertAction {
    /** an officer has seen it */
    @JsonProperty("acknowledge")
    ACKNOWLEDGE,
    /** the dispatched responder takes it */
    @JsonProperty("accept")
    ACCEPT,
    /** the dispatched responder cannot */
    @JsonProperty("decline")
    DECLINE,
    @JsonProperty("verify")
    VERIFY,
    @JsonProperty("dispatch")
    DISPATCH,
    @JsonProperty("arrive")
    ARRIVE,
    @JsonProperty("resolve")
    RESOLVE,
    @JsonProperty("close")
    CLOSE,
    @JsonProperty("false-alarm")
    FALSE_ALARM,
    @JsonProperty("drill")
    DRILL,
    @JsonProperty("comment")
    COMMENT,
    @JsonProperty("shelve")
    SHELVE,
    @JsonProperty("unshelve")
    UNSHELVE,
    @JsonProperty("reopen")
    REOPEN,
    /** an officer told the fire brigade, in the words of the reason; the software never dials */
    @JsonProperty("report-119")
    REPORT_119,
    /** the called person is there: pressed by that account, or spoken to an officer */
    @JsonProperty("answer")
    ANSWER,
    /** how many have been moved out of the danger */
    @JsonProperty("evacuation")
    EVACUATION,
    /** a department is told to do something, in the words of the reason, and must reply */
    @JsonProperty("order")
    ORDER,
    /** what a department says to an order */
    @JsonProperty("reply")
    REPLY
}
