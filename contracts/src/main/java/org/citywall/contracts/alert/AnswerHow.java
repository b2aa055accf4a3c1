package org.citywall.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the answer of a called person came. */
public enum AnswerHow {
    /** 按键应答: by the person's own account */
    @JsonProperty("pressed")
    PRESSED,
    /** 口头应答: an officer heard it and wrote down who said what */
    @JsonProperty("spoken")
    SPOKEN
}
