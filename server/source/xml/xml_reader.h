/* SPDX-License-Identifier: MIT */
/* The one place that includes libxml2. */
#ifndef PAPERD_SOURCE_XML_READER_H
#define PAPERD_SOURCE_XML_READER_H

#include <libxml/xmlreader.h>

#endif
