package org.citywall.contracts.alertrule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;

/**
 * Which alerts a rule is about. Each part that is there must hold; without any part it is all
 * alerts. In lists one must hold.
 *
 * @param domains what they are about
 * @param alertClass danger or maintenance (JSON name {@code class})
 * @param kinds of the alert, or of any of its active sources
 * @param gravest no graver level than this: 1 (red) to 4 (blue)
 * @param mildest no milder level than this
 * @param place grid path, with all that lies in it
 * @param sites ids of sites
 * @param devices ids of devices, one of which is a source
 * @param evidence name → value, as they stand in the evidence
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AlertMatch(
        List<AlertDomain> domains,
        @Nullable @JsonProperty("class") AlertClass alertClass,
        List<String> kinds,
        @Nullable Integer gravest,
        @Nullable Integer mildest,
        @Nullable String place,
        List<String> sites,
        List<String> devices,
        Map<String, String> evidence) {
    /** All alerts. */
    public static final AlertMatch ALL =
            new AlertMatch(null, null, null, null, null, null, null, null, null);

    /** A part that is not there is empty. */
    public AlertMatch {
        domains = domains == null ? List.of() : List.copyOf(domains);
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
        sites = sites == null ? List.of() : List.copyOf(sites);
        devices = devices == null ? List.of() : List.copyOf(devices);
        evidence = evidence == null ? Map.of() : Map.copyOf(evidence);
    }
}
