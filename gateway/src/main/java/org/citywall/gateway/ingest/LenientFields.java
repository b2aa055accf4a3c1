package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/** Fields that leave out what is wrong: the rest counts more. */
final class LenientFields extends Fields {
    LenientFields(JsonNode data, String pointer) {
        super(data, pointer);
    }

    @Override
    protected void fault(String name, String detail) {
        // left out
    }
}
