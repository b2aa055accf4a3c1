/** How the time of a log goes on, and when it stood still. */
package org.citywall.stream.log;
