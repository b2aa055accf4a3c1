package org.citywall.gateway.slope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.citywall.contracts.Json;
import org.citywall.contracts.slope.SlopeProfile;

/**
 * The newest settings of a slope.
 *
 * @param profile version 0: nobody has set any
 * @param recorded whether they are on Kafka, so that the stream goes by them
 */
record StoredProfile(SlopeProfile profile, boolean recorded) {
    ObjectNode toJson() {
        ObjectNode json = Json.mapper().valueToTree(profile);
        return json.put("recorded", recorded);
    }
}
