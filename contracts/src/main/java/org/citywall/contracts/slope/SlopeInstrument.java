package org.citywall.contracts.slope;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a channel of a slope station measures. The wire names are those of inbound readings. */
public enum SlopeInstrument {
    /** Surface displacement by satellite, mm. */
    @JsonProperty("gnss")
    GNSS,
    /** Width of a crack, mm. */
    @JsonProperty("crack")
    CRACK,
    /** Tilt, degrees. */
    @JsonProperty("tilt")
    TILT,
    /** Rain, mm. */
    @JsonProperty("rain")
    RAIN,
    /** Soil moisture, %. */
    @JsonProperty("moisture")
    MOISTURE,
    /** Pore pressure, kPa. */
    @JsonProperty("pore-pressure")
    PORE_PRESSURE,
    /** Water level, m. */
    @JsonProperty("water-level")
    WATER_LEVEL,
    /** Displacement in a borehole, mm. */
    @JsonProperty("deep-displacement")
    DEEP_DISPLACEMENT,
    /** The station's own state. */
    @JsonProperty("station")
    STATION,
    /** Anything else; shown, not judged. */
    @JsonProperty("other")
    OTHER;

    /** Whether its velocity is judged: mm for displacements, degrees for tilt. */
    public boolean moves() {
        return this == GNSS || this == CRACK || this == DEEP_DISPLACEMENT || this == TILT;
    }
}
