package org.citywall.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.citywall.contracts.Json;

/**
 * The data of {@code citywall.camera.event.v1}, checked.
 *
 * @param cameraId registry id of the camera
 * @param kind what was seen
 * @param confidence of the analysis, 0 to 1
 * @param imageUrl picture of it, or null
 * @param deviceTime the camera's own time, or null
 */
record CameraData(
        String cameraId, String kind, double confidence, String imageUrl, Instant deviceTime) {
    /** Name of the field that holds the camera. */
    static final String DEVICE_FIELD = "cameraId";

    private static final int MAX_KIND = 64;
    private static final int MAX_URL = 1_000;

    /** People click on it: nothing that a browser would run. */
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads and checks the data.
     *
     * @param pointer JSON pointer of {@code data} in what the sender sent
     * @param isLenient leave out a picture or a time that is none
     */
    static CameraData read(JsonNode data, String pointer, boolean isLenient) throws FieldFault {
        if (data == null || !data.isObject()) {
            throw new FieldFault(pointer, "must be an object");
        }
        Fields fields = new Fields(data, pointer);
        String cameraId = fields.required(DEVICE_FIELD, FireData.MAX_DEVICE_ID);
        String kind = fields.required("kind", MAX_KIND);
        Double confidence = fields.number("confidence");
        if (confidence == null || confidence < 0 || confidence > 1) {
            throw new FieldFault(pointer + "/confidence", "must be a number from 0 to 1");
        }
        Fields rest = isLenient ? new LenientFields(data, pointer) : fields;
        String imageUrl = rest.text("imageUrl", MAX_URL);
        if (imageUrl != null && !isWebAddress(imageUrl)) {
            rest.fault("imageUrl", "must be an address that begins with http:// or https://");
            imageUrl = null;
        }
        return new CameraData(cameraId, kind, confidence, imageUrl, rest.time("deviceTime"));
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null
                    && address.getScheme() != null
                    && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The same data again. */
    ObjectNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put(DEVICE_FIELD, cameraId).put("kind", kind).put("confidence", confidence);
        if (imageUrl != null) {
            json.put("imageUrl", imageUrl);
        }
        if (deviceTime != null) {
            json.put("deviceTime", deviceTime.toString());
        }
        return json;
    }
}
