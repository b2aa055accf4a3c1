package org.citywall.launcher.demo.devices.charging;

/**
 * Something that went wrong in the model.
 *
 * @param danger what
 * @param siteId where
 * @param stationId the charger; null: the whole site
 * @param port from 1; 0: the whole charger
 * @param fromMs when its cause began, epoch ms
 * @param harmMs when a port was above 100 °C in it, epoch ms; 0: none was
 * @param untilMs when it was over, epoch ms
 */
public record Case(
        Danger danger,
        String siteId,
        String stationId,
        int port,
        long fromMs,
        long harmMs,
        long untilMs) {}
