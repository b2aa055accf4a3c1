package org.citywall.contracts.slope;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many instruments stand behind the level of a slope. */
public enum SlopeSupport {
    /** No level to support. */
    @JsonProperty("none")
    NONE("无"),
    /** Two independent stations at the same level. */
    @JsonProperty("confirmed")
    CONFIRMED("两台以上仪器证实"),
    /** Another station moves too, less gravely. */
    @JsonProperty("supported")
    SUPPORTED("其他仪器也在变形"),
    /** Only one instrument has current data; it is judged alone. */
    @JsonProperty("alone")
    ALONE("仅此一台有当前数据"),
    /** The others report and are quiet: at most orange, to be checked. */
    @JsonProperty("suspect")
    SUSPECT("可疑：其他仪器平静，待核实"),
    /** Rain without movement. */
    @JsonProperty("rain")
    RAIN("仅降雨");

    private final String words;

    SlopeSupport(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
