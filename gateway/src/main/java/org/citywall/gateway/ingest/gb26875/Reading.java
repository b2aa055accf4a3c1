package org.citywall.gateway.ingest.gb26875;

import java.util.List;
import org.citywall.gateway.ingest.FireData;

/**
 * One signal that a frame tells.
 *
 * @param id made of what identifies it in the panel, so that a frame that is sent again has the
 *     same; with the panel's source it is the duplicate key
 * @param data the signal
 * @param tags marks that its detections carry on
 */
record Reading(String id, FireData data, List<String> tags) {
    /** A signal without marks. */
    Reading(String id, FireData data) {
        this(id, data, List.of());
    }
}
