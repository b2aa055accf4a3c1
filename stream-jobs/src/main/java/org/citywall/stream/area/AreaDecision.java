package org.citywall.stream.area;

import java.util.List;
import org.citywall.contracts.alert.Detection;

/**
 * What time leads to.
 *
 * @param state what to remember
 * @param detections buildings that joined an area incident, or whose fires all ended
 */
public record AreaDecision(AreaState state, List<Detection> detections) {}
