/** What is remembered of one channel: bounded, in primitive arrays. */
package org.citywall.stream.slope.series;
