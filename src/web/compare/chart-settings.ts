/** What all charts share: no motion, no focus of their own (the table beside each is what a keyboard and a reader use). */
export const CHART = {
  tickLine: 'none',
  withTooltip: true,
  tooltipAnimationDuration: 0,
  barProps: { isAnimationActive: false },
  barChartProps: { accessibilityLayer: false },
} as const;
