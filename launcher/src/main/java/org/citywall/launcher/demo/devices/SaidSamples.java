package org.citywall.launcher.demo.devices;

import java.util.List;
import org.citywall.launcher.demo.devices.charging.PortSample;

/**
 * What one charger has to say at one moment.
 *
 * @param stationId of the charger
 * @param samples of its ports, not empty
 */
record SaidSamples(String stationId, List<PortSample> samples) {}
