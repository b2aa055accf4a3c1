package org.citywall.launcher.demo.devices.tickets;

import java.time.Instant;
import java.util.List;

/**
 * What becomes of a case, as one system will tell it.
 *
 * @param voice who tells it
 * @param number of the case there
 * @param plot kind of story
 * @param matter what it is about
 * @param began when it happened that it came in
 * @param past it began before there was anybody to tell: its orders went another way
 * @param steps in their order
 */
record Story(
        Voice voice,
        String number,
        Plot plot,
        Matter matter,
        Instant began,
        boolean past,
        List<Step> steps) {}
