/** Slopes over REST: the live view, and the settings that people answer for. */
package org.citywall.gateway.slope;
