package org.citywall.contracts.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an account may do; each includes those before it. */
public enum Role {
    /** reads */
    @JsonProperty("viewer")
    VIEWER,
    /** 值班员: runs commands */
    @JsonProperty("officer")
    OFFICER,
    /** 带班: also enrols walls, shelves */
    @JsonProperty("shift-lead")
    SHIFT_LEAD,
    /** also edits the registry and accounts */
    @JsonProperty("admin")
    ADMIN
}
