package org.citywall.gateway.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.citywall.contracts.Json;

/**
 * The newest settings of a site.
 *
 * @param profile version 0: nobody has set any
 * @param recorded whether they are on Kafka, so that the stream goes by them
 * @param <P> what can be set
 */
public record StoredProfile<P>(P profile, boolean recorded) {
    /** The settings, and whether they are recorded. */
    public ObjectNode toJson() {
        ObjectNode json = Json.mapper().valueToTree(profile);
        return json.put("recorded", recorded);
    }
}
