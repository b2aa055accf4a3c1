/** Which readings the models may see, and why not. */
package org.citywall.stream.slope.quality;
